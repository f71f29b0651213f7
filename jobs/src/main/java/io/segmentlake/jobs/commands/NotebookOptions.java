package io.segmentlake.jobs.commands;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which Jupyter is meant. */
final class NotebookOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "jupyter",
      description = "Folder of Jupyter: its settings, logs (default: ./${DEFAULT-VALUE}).")
  private Path home;

  Path home() {
    return home.toAbsolutePath().normalize();
  }
}
