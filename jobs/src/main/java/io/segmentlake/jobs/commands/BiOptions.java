package io.segmentlake.jobs.commands;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which server is meant. */
final class BiOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "bi",
      description = "Folder of the server: login, logs (default: ./${DEFAULT-VALUE}).")
  private Path home;

  Path home() {
    return home.toAbsolutePath().normalize();
  }
}
