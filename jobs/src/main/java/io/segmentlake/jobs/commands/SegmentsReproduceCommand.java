package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.TextTable;
import io.segmentlake.jobs.segments.EvaluatedDay;
import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.pipelines.segments.EvaluatedDefinitions;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import io.segmentlake.pipelines.segments.Reproduction;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code segments reproduce}: evaluates a past date again and compares. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description = {
      "Evaluate a date again, by the rules of then, from what was known when it was published, and",
      "compare the members. Nothing is written. Exit code 3 where they are not the same persons.",
      "With --known-at a later ingest run, show what late data would have changed.",
      "Its date is --as-of, or where that is left out the last one evaluated."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake segments reproduce --as-of 2026-06-30",
      "  segmentlake segments reproduce --as-of 2026-06-30 --known-at 9   with what run 9 brought, too"
    })
public final class SegmentsReproduceCommand implements Callable<Integer> {
  @Option(
      names = "--known-at",
      paramLabel = "RUN",
      description = "Ingest run up to which data is seen (default: that of the evaluation).")
  private Long knownAt;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      EvaluatedSegments evaluated =
          EvaluatedDay.of(context.lakehouse(), options.asOf(), context.asOf());
      SegmentCatalogue inForce = SegmentCatalogue.load(context.configuration().resolve("segments"));
      CompiledSegments compiled =
          CompiledSegments.of(
              EvaluatedDefinitions.of(context.lakehouse(), evaluated, inForce)
                  .catalogue()
                  .segments());
      List<Reproduction> all =
          Reproduction.of(
              context.lakehouse(),
              context.shop().zone(),
              compiled,
              evaluated,
              knownAt == null ? OptionalLong.empty() : OptionalLong.of(knownAt));
      print(evaluated, all);
      boolean seesTheSame = knownAt == null || knownAt == evaluated.seq();
      return !seesTheSame || all.stream().allMatch(Reproduction::isSame)
          ? ExitCode.DONE
          : ExitCode.CHECK;
    }
  }

  private void print(EvaluatedSegments evaluated, List<Reproduction> all) {
    TextTable table = new TextTable("segment", "version", "published", "again", "+", "−", "");
    for (Reproduction one : all) {
      table.row(
          one.segmentId(),
          one.version(),
          one.published(),
          one.again(),
          one.entering(),
          one.leaving(),
          one.isSame() ? "same" : "differs");
    }
    System.out.printf(
        "As of %s, published after ingest run %d, again after run %d:%n%n%s%n",
        evaluated.date(), evaluated.seq(), knownAt == null ? evaluated.seq() : knownAt, table);
    long same = all.stream().filter(Reproduction::isSame).count();
    System.out.printf("%d of %d segments have the same members.%n", same, all.size());
    Set<String> others = new TreeSet<>(evaluated.byId().keySet());
    all.forEach(one -> others.remove(one.segmentId()));
    if (!others.isEmpty()) {
      System.out.printf(
          "Not compared, for the rule of then can no longer be read: %s.%n",
          String.join(", ", others));
    }
  }
}
