package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.segments.Draft;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segments diff}: who would enter and leave if a draft was deployed. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Show who would enter and who would leave if a draft took the place of the segments of the same",
      "ids, also in the segments that build on them. Nothing is written.",
      "Its date is --as-of, or where that is left out the last one evaluated."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake segments diff drafts/vip.yaml",
      "  segmentlake segments diff drafts/vip.yaml --as-of 2026-06-30"
    })
public final class SegmentsDiffCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "A draft; its segments stand for those of the same ids.")
  private Path file;

  @Mixin private RunOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          spec.commandLine(), "Cannot compare " + file + ": there is no such file.");
    }
    Draft draft = Draft.read(options.configuration().resolve("segments"), file);
    PrintWriter out = spec.commandLine().getOut();
    CatalogueMistakes.print(out, draft.catalogue());
    out.flush();
    if (!draft.catalogue().mistakes().isEmpty()) {
      return ExitCode.WRONG;
    }
    try (RunContext context = options.context(System.out)) {
      out.print(draft.compared(context, options.asOf()));
      out.flush();
      return ExitCode.DONE;
    }
  }
}
