package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.segments.EvaluatedDay;
import io.segmentlake.jobs.segments.HindsightText;
import io.segmentlake.jobs.segments.SegmentList;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import io.segmentlake.pipelines.segments.Hindsight;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code segments list}: what segments there are, how large, and where they are going. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Show all segments at the latest date evaluated: size, share, revenue, trend.",
      "With --known-at, how many were in as published up to that ingest run, and are as known now."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake segments list",
      "  segmentlake segments list --shop online-retail --as-of 2011-12-09",
      "  segmentlake segments list --as-of 2026-06-30 --known-at 3   what late data changed since run 3"
    })
public final class SegmentsListCommand implements Callable<Integer> {
  @Mixin private KnownAtOption knownAt;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      if (knownAt.run().isPresent()) {
        System.out.print(then(context, knownAt.run().getAsLong()));
        return ExitCode.DONE;
      }
      SegmentList list = SegmentList.of(context.lakehouse(), context.asOf());
      System.out.print(
          list.isEmpty()
              ? "No segment has been evaluated by "
                  + context.asOf()
                  + ". Run: segmentlake run daily --as-of "
                  + context.asOf()
                  + "\n"
              : list.toString());
      return ExitCode.DONE;
    }
  }

  private String then(RunContext context, long run) {
    EvaluatedSegments evaluated =
        EvaluatedDay.of(context.lakehouse(), options.asOf(), context.asOf(), knownAt.run());
    Hindsight hindsight = new Hindsight(context.lakehouse(), context.shop().zone(), evaluated, run);
    return new HindsightText(evaluated, run).list(hindsight.counts());
  }
}
