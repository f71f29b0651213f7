package io.segmentlake.jobs.bi;

import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.installation.LocalProcesses;
import io.segmentlake.jobs.installation.Pause;
import io.segmentlake.jobs.installation.Port;
import io.segmentlake.jobs.installation.Secrets;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Thrift Server on this machine, for this machine alone, in a process of its own. */
public final class BiServer {
  private static final String NAME = "thrift-server";
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Path home;
  private final int port;
  private final LocalProcesses processes;
  private volatile boolean isOurs;

  /**
   * A server.
   *
   * @param home its folder: login, logs
   */
  public BiServer(Path home, int port) {
    this.home = home;
    this.port = port;
    this.processes = new LocalProcesses(home);
  }

  /** How to connect. */
  public record Address(String url, String user, String password, Path file) {
    /** Without the password. */
    @Override
    public String toString() {
      return url + " as " + user;
    }
  }

  /**
   * Starts it, and waits until it answers.
   *
   * @param lakehouse to be read
   * @throws UsageException where it runs already, or something else has its port
   */
  public Address start(String lakehouse, ServerJars jars, PrintStream progress) {
    refuseTwice();
    isOurs = true;
    Secrets.makeFolder(home);
    BiLogin login = BiLogin.in(home);
    progress.print("starting the server …");
    progress.flush();
    long start = System.nanoTime();
    processes.start(NAME, jars.python(), command(lakehouse, jars), Map.of());
    try {
      waitUntilItAnswers();
    } catch (RuntimeException e) {
      progress.println(" failed");
      stop();
      throw e;
    }
    progress.printf(" %.1f s%n", (System.nanoTime() - start) / 1e9);
    return new Address(
        "jdbc:hive2://" + ThriftServer.HOST + ":" + port + "/mart",
        login.user(),
        login.password(),
        BiLogin.file(home));
  }

  /**
   * Waits until it is stopped by somebody.
   *
   * @throws IllegalStateException where it ended by itself
   */
  public void join() {
    while (!processes.isForgotten()) {
      if (processes.alive().isEmpty() && !processes.isForgotten()) {
        stop();
        throw ended("Cannot go on");
      }
      Pause.of(LOOK);
    }
  }

  /** Ends it where it was started here. */
  public void stop() {
    if (isOurs) {
      stop(home);
    }
  }

  /**
   * Ends the server of a folder, whoever started it.
   *
   * @return whether there was one
   */
  public static boolean stop(Path home) {
    return new LocalProcesses(home).stop() > 0;
  }

  /** This JVM's flags, without those for short runs, and the server's jars after ours. */
  private List<String> command(String lakehouse, ServerJars jars) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-XX:TieredStopAtLevel"))
        .forEach(command::add);
    command.add("-cp");
    command.add(
        Stream.concat(
                Stream.of(System.getProperty("java.class.path")),
                jars.jars().stream().map(Path::toString))
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(ThriftServer.class.getName());
    command.addAll(List.of(lakehouse, String.valueOf(port), home.toString()));
    return command;
  }

  private void waitUntilItAnswers() {
    Instant end = Instant.now().plus(START);
    while (!answers()) {
      if (processes.alive().isEmpty()) {
        throw ended("Cannot start the server");
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException(
            "Cannot start the server: it does not answer after "
                + START.toMinutes()
                + " minutes. Its log is "
                + processes.log(NAME));
      }
      Pause.of(LOOK);
    }
  }

  private IllegalStateException ended(String what) {
    return new IllegalStateException(
        what + ": the server ended by itself. Its log is " + processes.log(NAME));
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(ThriftServer.HOST, port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void refuseTwice() {
    if (!processes.alive().isEmpty()) {
      throw new UsageException(
          "Cannot start the server: it runs already in "
              + home
              + ". 'segmentlake bi stop' stops it.");
    }
    Port.refuseTaken("the server", ThriftServer.HOST, port);
  }
}
