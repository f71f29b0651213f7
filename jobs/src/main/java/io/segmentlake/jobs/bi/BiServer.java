package io.segmentlake.jobs.bi;

import io.segmentlake.jobs.installation.LocalServer;
import io.segmentlake.jobs.installation.Secrets;
import io.segmentlake.jobs.installation.ThisJvm;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Thrift Server on this machine, for this machine alone, in a process of its own. */
public final class BiServer {
  private static final LocalServer.Names NAMES =
      new LocalServer.Names("thrift-server", "the server", "segmentlake bi stop");

  private final Path home;
  private final int port;
  private final LocalServer server;

  /**
   * A server.
   *
   * @param home its folder: login, logs
   */
  public BiServer(Path home, int port) {
    this.home = home;
    this.port = port;
    this.server = new LocalServer(home, NAMES, port);
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
   * @throws io.segmentlake.jobs.UsageException where it runs already, or something else has its
   *     port
   */
  public Address start(String lakehouse, ServerJars jars, PrintStream progress) {
    Secrets.makeFolder(home);
    BiLogin login = BiLogin.in(home);
    server.start(jars.python(), command(lakehouse, jars), Map.of(), progress);
    new RunningServer(lakehouse, port, BiLogin.file(home)).note(home);
    return new Address(
        "jdbc:hive2://" + LocalServer.HOST + ":" + port + "/mart",
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
    server.join();
  }

  /** Ends it where it was started here. */
  public void stop() {
    server.stop();
  }

  /**
   * Ends the server of a folder, whoever started it.
   *
   * @return whether there was one
   */
  public static boolean stop(Path home) {
    return LocalServer.stop(home);
  }

  /** The server's jars come after ours. */
  private List<String> command(String lakehouse, ServerJars jars) {
    List<String> command = new ArrayList<>();
    command.add(ThisJvm.program().toString());
    command.addAll(ThisJvm.flagsForLong());
    command.add("-cp");
    command.add(
        Stream.concat(Stream.of(ThisJvm.classPath()), jars.jars().stream().map(Path::toString))
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(ThriftServer.class.getName());
    command.addAll(List.of(lakehouse, String.valueOf(port), home.toString()));
    return command;
  }
}
