package io.segmentlake.jobs.installation;

import io.segmentlake.jobs.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A server on this machine, for this machine alone, in a process of its own. */
public final class LocalServer {
  public static final String HOST = "127.0.0.1";

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Path home;
  private final Names names;
  private final int port;
  private final LocalProcesses processes;
  private volatile boolean isOurs;

  /**
   * A server that runs or does not.
   *
   * @param home its folder, one server each
   */
  public LocalServer(Path home, Names names, int port) {
    this.home = home;
    this.names = names;
    this.port = port;
    this.processes = new LocalProcesses(home);
  }

  /**
   * What it is called.
   *
   * @param process of its process and its log
   * @param inText in sentences, not at their beginning
   * @param stopCommand what a user types to end it
   */
  public record Names(String process, String inText, String stopCommand) {}

  /**
   * Starts it, and waits until it answers.
   *
   * @param python any that is surely there
   * @throws UsageException where it runs already, or something else has its port
   */
  public void start(
      Path python, List<String> command, Map<String, String> environment, PrintStream progress) {
    start(python, command, environment, progress, this::answers);
  }

  /**
   * Starts it, and waits until it answers.
   *
   * @param answers whether it does, where a connection alone does not tell
   * @throws UsageException where it runs already, or something else has its port
   */
  public void start(
      Path python,
      List<String> command,
      Map<String, String> environment,
      PrintStream progress,
      BooleanSupplier answers) {
    refuseTwice();
    isOurs = true;
    Secrets.makeFolder(home);
    progress.print("starting " + names.inText() + " …");
    progress.flush();
    long start = System.nanoTime();
    processes.start(names.process(), python, command, environment);
    try {
      waitUntil(answers);
    } catch (RuntimeException e) {
      progress.println(" failed");
      stop();
      throw e;
    }
    progress.printf(Locale.ROOT, " %.1f s%n", (System.nanoTime() - start) / 1e9);
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

  private void waitUntil(BooleanSupplier answers) {
    Instant end = Instant.now().plus(START);
    while (!answers.getAsBoolean()) {
      if (processes.alive().isEmpty()) {
        throw ended("Cannot start " + names.inText());
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException(
            "Cannot start %s: it does not answer after %d minutes. Its log is %s"
                .formatted(names.inText(), START.toMinutes(), processes.log(names.process())));
      }
      Pause.of(LOOK);
    }
  }

  private IllegalStateException ended(String what) {
    return new IllegalStateException(
        "%s: %s ended by itself. Its log is %s"
            .formatted(what, names.inText(), processes.log(names.process())));
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(HOST, port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Looks whether it can be started.
   *
   * @throws UsageException where it runs already, or something else has its port
   */
  public void refuseTwice() {
    if (!processes.alive().isEmpty()) {
      throw new UsageException(
          "Cannot start %s: it runs already in %s. '%s' stops it."
              .formatted(names.inText(), home, names.stopCommand()));
    }
    Port.refuseTaken(names.inText(), HOST, port);
  }
}
