package io.segmentlake.jobs.commands;

import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** The option by which a command shows what was known earlier. */
final class KnownAtOption {
  @Option(
      names = "--known-at",
      paramLabel = "RUN",
      description = "As it was known after this ingest run, by its number in ops.runs.")
  private Long run;

  /** The ingest run; empty for all that is known now. */
  OptionalLong run() {
    return run == null ? OptionalLong.empty() : OptionalLong.of(run);
  }
}
