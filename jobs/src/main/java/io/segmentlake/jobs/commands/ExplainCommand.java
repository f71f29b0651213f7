package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.segments.CustomerText;
import io.segmentlake.jobs.segments.EvaluatedDay;
import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.segments.CustomerSegments;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
      "Its date is --as-of, or where that is left out the last one evaluated."
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

  @Option(
      names = "--known-at",
      paramLabel = "RUN",
      description = "As it was known after this ingest run, by its number in ops.runs.")
  private Long knownAt;

  @Mixin private RunOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    long id = id();
    try (RunContext context = options.context(System.out)) {
      CompiledSegments compiled = compiled(context);
      Lakehouse lakehouse = context.lakehouse();
      CustomerHistory history =
          new CustomerHistory(lakehouse, context.shop().zone(), Ingest.lastRun(lakehouse));
      EvaluatedSegments evaluated = EvaluatedDay.of(lakehouse, options.asOf(), context.asOf());
      CustomerSegments segments =
          new CustomerSegments(
              history,
              evaluated,
              knownAt == null ? OptionalLong.empty() : OptionalLong.of(knownAt));
      long person = segments.person(id);
      CustomerText text = new CustomerText(evaluated, segments.memberships(person));
      System.out.print(
          segment == null
              ? text.overview()
              : text.one(
                  segments.explain(person, compiled).orElseThrow(() -> unknown(evaluated)).stream()
                      .filter(e -> e.segmentId().equals(segment))
                      .findFirst()
                      .orElseThrow()));
      return ExitCode.DONE;
    }
  }

  private CompiledSegments compiled(RunContext context) {
    CompiledSegments compiled =
        CompiledSegments.of(
            SegmentCatalogue.load(context.configuration().resolve("segments")).segments());
    List<String> ids = compiled.segments().stream().map(s -> s.id()).sorted().toList();
    if (segment != null && !ids.contains(segment)) {
      throw new ParameterException(
          spec.commandLine(), WrongArguments.unknown("segment", segment, ids));
    }
    return compiled;
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
