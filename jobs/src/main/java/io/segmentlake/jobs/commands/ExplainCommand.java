package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.segments.CustomerText;
import io.segmentlake.jobs.segments.EvaluatedDay;
import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.models.segments.SegmentDefinition;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.segments.CustomerSegments;
import io.segmentlake.pipelines.segments.EvaluatedDefinitions;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: why a customer is in a segment, or what would bring it in. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Show why a customer is in a segment or not: each part of the rule with the value observed,",
      "and for a non-member the smallest change that would make it one.",
      "Its date is --as-of, or where that is left out the last one evaluated; the rule is the one that was",
      "evaluated then."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake explain AEARCWHFHVOK6                    the segments it is in, since when and why",
      "  segmentlake explain AEARCWHFHVOK6 vip --as-of 2026-06-30",
      "  segmentlake explain AEARCWHFHVOK6 --known-at 3       as published after the third ingest run"
    })
public final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "CUSTOMER",
      description = "The customer's id: the 13 characters of files and reports.")
  private String customer;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SEGMENT",
      description = "One segment (default: those it is in).")
  private String segment;

  @Mixin private KnownAtOption knownAt;

  @Mixin private RunOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    long id = id();
    try (RunContext context = options.context(System.out)) {
      Lakehouse lakehouse = context.lakehouse();
      CustomerHistory history =
          new CustomerHistory(lakehouse, context.shop().zone(), Ingest.lastRun(lakehouse));
      EvaluatedSegments evaluated =
          EvaluatedDay.of(lakehouse, options.asOf(), context.asOf(), knownAt.run());
      CustomerSegments segments = new CustomerSegments(history, evaluated, knownAt.run());
      long person = segments.person(id);
      CustomerText text = new CustomerText(evaluated, segments.memberships(person));
      System.out.print(segment == null ? text.overview() : one(context, segments, person, text));
      return ExitCode.DONE;
    }
  }

  /** By the rule that was evaluated at the date, or where the segment was not, by the one now. */
  private String one(
      RunContext context, CustomerSegments segments, long person, CustomerText text) {
    EvaluatedSegments evaluated = text.evaluated();
    SegmentCatalogue now = SegmentCatalogue.load(context.configuration().resolve("segments"));
    EvaluatedDefinitions then = EvaluatedDefinitions.of(context.lakehouse(), evaluated, now);
    boolean wasEvaluated = evaluated.of(segment).isPresent();
    List<SegmentDefinition> definitions =
        (wasEvaluated ? then.catalogue() : now).with(Set.of(segment));
    if (wasEvaluated && definitions.isEmpty()) {
      return text.inWords(segment, then.rules().getOrDefault(segment, "not stored"));
    } else if (definitions.isEmpty()) {
      Set<String> ids = new TreeSet<>(evaluated.byId().keySet());
      now.segments().forEach(definition -> ids.add(definition.id()));
      throw new ParameterException(
          spec.commandLine(), WrongArguments.unknown("segment", segment, ids));
    }
    return segments.explain(person, CompiledSegments.of(definitions)).stream()
        .flatMap(List::stream)
        .filter(explanation -> explanation.segmentId().equals(segment))
        .findFirst()
        .map(explanation -> text.one(explanation, now))
        .orElseThrow(() -> unknown(evaluated));
  }

  private UsageException unknown(EvaluatedSegments evaluated) {
    return new UsageException(
        "Cannot explain "
            + customer
            + " as of "
            + evaluated.date()
            + ": nothing is known of such a customer by then. 'segments show' prints ids of some.");
  }

  private long id() {
    try {
      return CustomerId.parse(customer).value();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
