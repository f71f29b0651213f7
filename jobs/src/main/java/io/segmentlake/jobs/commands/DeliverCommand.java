package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.destinations.CsvFile;
import io.segmentlake.jobs.destinations.SegmentDelivery;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code job deliver}: a segment as a file of addresses, within permissions and suppressions. */
@Command(
    name = "deliver",
    mixinStandardHelpOptions = true,
    description = {
      "Write a segment to a CSV file, with addresses.",
      "Nobody without a recorded permission, nobody suppressed; the same hand-over happens once."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake job deliver --segment newsletter_audience --as-of 2026-06-30",
      "  segmentlake job deliver --segment vip --profile spreadsheet --out exports"
    })
public final class DeliverCommand implements Callable<Integer> {
  @Option(names = "--segment", required = true, paramLabel = "ID", description = "The segment.")
  private String segment;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      defaultValue = "machine",
      description =
          "${COMPLETION-CANDIDATES}: spreadsheet guards against formulas (default: ${DEFAULT-VALUE}).")
  private CsvFile.Profile profile;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "outbox",
      description = "Folder of the file (default: ./${DEFAULT-VALUE}).")
  private Path folder;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      SegmentDelivery.Delivered delivered =
          new SegmentDelivery(context, profile)
              .deliver(segment, folder.toAbsolutePath().normalize());
      System.out.printf(
          "%s: %,d persons %s %s%n",
          segment,
          delivered.rows(),
          delivered.isNew() ? "written to" : "had been delivered before as",
          delivered.file());
      delivered
          .withheld()
          .forEach((why, count) -> System.out.printf("  withheld, %s: %,d%n", why, count));
      return ExitCode.DONE;
    }
  }
}
