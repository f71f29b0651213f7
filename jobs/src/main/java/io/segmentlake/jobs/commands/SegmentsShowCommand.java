package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.segments.EvaluatedDay;
import io.segmentlake.jobs.segments.SegmentPageReader;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segments show}: all that is known of one segment. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Show one segment: its rule and thresholds, size, worth and trend, why people came and went, which",
      "segments it overlaps, and some members for 'explain'.",
      "Its date is --as-of, or where that is left out the last one evaluated."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake segments show vip",
      "  segmentlake segments show vip --shop online-retail --as-of 2011-12-09"
    })
public final class SegmentsShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The segment.")
  private String id;

  @Mixin private RunOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      EvaluatedSegments evaluated =
          EvaluatedDay.of(context.lakehouse(), options.asOf(), context.asOf());
      if (evaluated.of(id).isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), WrongArguments.unknown("segment", id, evaluated.byId().keySet()));
      }
      System.out.print(new SegmentPageReader(context, evaluated).read(id));
      return ExitCode.DONE;
    }
  }
}
