package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.report.Audit;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audit}: permissions and their proof, and how full the data is. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Write one HTML page for an audit: permissions by legal basis, source, text and age; how full each",
      "column is; what is not loaded, and which segments do without it. It names no person."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake audit                                         the generated shop, today",
      "  segmentlake audit --as-of 2026-06-30 --out audit.html     permissions as they held on that day"
    })
public final class AuditCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write (default: audit.html).")
  private Path out = Path.of("audit.html");

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      Audit.write(context, out);
      System.out.println(
          "The audit of " + context.asOf() + " is in " + out.toAbsolutePath().normalize());
      return ExitCode.DONE;
    }
  }
}
