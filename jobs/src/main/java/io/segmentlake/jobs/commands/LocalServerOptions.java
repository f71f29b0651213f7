package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.installation.InstalledOnce;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How a server is started on this machine, and how long the command stays with it. */
final class LocalServerOptions {
  @Option(names = "--background", description = "Return as soon as it answers.")
  private boolean isInBackground;

  @Option(
      names = "--install",
      paramLabel = "DIR",
      description = "Folder for installations (default: segmentlake in the user's cache folder).")
  private Path cache;

  /** The folder for installations. */
  Path cache() {
    return (cache != null ? cache : InstalledOnce.defaultCache(System.getenv()))
        .toAbsolutePath()
        .normalize();
  }

  /** The checkout that this program was started from. */
  static Path checkout() {
    return Path.of(System.getProperty("segmentlake.home", ".")).toAbsolutePath().normalize();
  }

  /**
   * Starts a server and stays with it, unless it is to run in the background.
   *
   * @param start returns once it answers
   * @param join returns once somebody has ended it
   * @param stop what Ctrl-C does
   * @param name of the server, at the beginning of a sentence
   */
  int run(Runnable start, Runnable join, Runnable stop, String name) {
    Thread atTheEnd = new Thread(stop, "stop " + name);
    Runtime.getRuntime().addShutdownHook(atTheEnd);
    start.run();
    if (isInBackground) {
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
      return ExitCode.DONE;
    }
    System.out.println("Ctrl-C ends it.");
    join.run();
    System.out.println(name + " has ended.");
    return ExitCode.DONE;
  }
}
