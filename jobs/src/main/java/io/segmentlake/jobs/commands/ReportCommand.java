package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.report.Report;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report}: the page of a day. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Write one HTML page about a day: figures, segments, customers and the state of the data.",
      "It works offline and holds no personal data. Its day is the last one evaluated up to --as-of."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake report                               the generated shop, its last day",
      "  segmentlake report --shop online-retail \\",
      "      --as-of 2011-12-09 --out online-retail.html  an own shop, a given day and file"
    })
public final class ReportCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write (default: report.html).")
  private Path out = Path.of("report.html");

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      Report report = Report.write(context, out);
      System.out.println(
          "The report of "
              + report.date()
              + " is in "
              + report.file().toAbsolutePath().normalize());
      return ExitCode.DONE;
    }
  }
}
