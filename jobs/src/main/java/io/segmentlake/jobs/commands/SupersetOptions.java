package io.segmentlake.jobs.commands;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which Superset is meant. */
final class SupersetOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "superset",
      description =
          "Folder of Superset: login, its own tables, logs (default: ./${DEFAULT-VALUE}).")
  private Path home;

  Path home() {
    return home.toAbsolutePath().normalize();
  }

  /** The folder of the Thrift Server, where it was started with Superset. */
  Path serverHome() {
    return home().resolve("server");
  }
}
