package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.segments.EvaluatedDay;
import io.segmentlake.jobs.segments.HindsightText;
import io.segmentlake.jobs.segments.SegmentPageReader;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import io.segmentlake.pipelines.segments.Hindsight;
import io.segmentlake.pipelines.segments.Hindsight.Counts;
import java.util.Collection;
import java.util.List;
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
      "Its date is --as-of, or where that is left out the last one evaluated.",
      "With --known-at, show who was in it as published up to that ingest run, and who is as known now."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake segments show vip",
      "  segmentlake segments show vip --shop online-retail --as-of 2011-12-09",
      "  segmentlake segments show vip --as-of 2026-06-30 --known-at 3   what late data changed since run 3"
    })
public final class SegmentsShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The segment.")
  private String id;

  @Mixin private KnownAtOption knownAt;

  @Mixin private RunOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      EvaluatedSegments evaluated =
          EvaluatedDay.of(context.lakehouse(), options.asOf(), context.asOf(), knownAt.run());
      if (knownAt.run().isPresent()) {
        System.out.print(then(context, evaluated, knownAt.run().getAsLong()));
        return ExitCode.DONE;
      }
      if (evaluated.of(id).isEmpty()) {
        throw unknown(evaluated.byId().keySet());
      }
      System.out.print(new SegmentPageReader(context, evaluated).read(id));
      return ExitCode.DONE;
    }
  }

  private String then(RunContext context, EvaluatedSegments evaluated, long run) {
    Hindsight hindsight = new Hindsight(context.lakehouse(), context.shop().zone(), evaluated, run);
    List<Counts> counts = hindsight.counts();
    Counts own =
        counts.stream()
            .filter(c -> c.segmentId().equals(id))
            .findFirst()
            .orElseThrow(() -> unknown(counts.stream().map(Counts::segmentId).toList()));
    return new HindsightText(evaluated, run).show(hindsight, own);
  }

  private ParameterException unknown(Collection<String> known) {
    return new ParameterException(spec.commandLine(), WrongArguments.unknown("segment", id, known));
  }
}
