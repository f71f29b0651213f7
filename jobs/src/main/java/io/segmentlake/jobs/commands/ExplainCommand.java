package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.Explanation;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.segments.CustomerSegments;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code explain}: why a customer is in a segment, or what would bring it in. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Show why a customer is in a segment or not: each part of the rule with the value observed,",
      "and for a non-member the smallest change that would make it one."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake explain AEARCWHFHVOK6                    the segments it is in, since when and why",
      "  segmentlake explain AEARCWHFHVOK6 vip --as-of 2026-06-30"
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

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      CompiledSegments compiled =
          CompiledSegments.of(
              SegmentCatalogue.load(context.configuration().resolve("segments")).segments());
      CustomerHistory history =
          new CustomerHistory(
              context.lakehouse(), context.shop().zone(), Ingest.lastRun(context.lakehouse()));
      CustomerSegments segments = new CustomerSegments(history, compiled);
      long person = segments.person(id());
      System.out.print(
          segment == null
              ? overview(segments.memberships(person))
              : one(explanations(segments, person, context.asOf())));
      return ExitCode.DONE;
    }
  }

  private List<Explanation> explanations(CustomerSegments segments, long person, LocalDate asOf) {
    return segments
        .explain(person, asOf)
        .orElseThrow(
            () ->
                new UsageException(
                    "Cannot explain "
                        + customer
                        + " as of "
                        + asOf
                        + ": not evaluated, or nothing is known of the customer by then. 'segments"
                        + " list' shows what was evaluated."));
  }

  private long id() {
    try {
      return CustomerId.parse(customer).value();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private String one(List<Explanation> explanations) {
    return explanations.stream()
        .filter(e -> e.segmentId().equals(segment))
        .findFirst()
        .map(Explanation::text)
        .orElseThrow(
            () ->
                new UsageException(
                    "Cannot explain segment '"
                        + segment
                        + "': there is none of this id. Segments are "
                        + String.join(
                            ", ", explanations.stream().map(Explanation::segmentId).toList())
                        + "."));
  }

  private static String overview(List<Row> memberships) {
    if (memberships.isEmpty()) {
      return "In no segment.\n";
    }
    StringBuilder text = new StringBuilder();
    memberships.forEach(
        m ->
            text.append(
                String.format(
                    "%-28s since %s  %s%n", m.getString(0), m.getTimestamp(1), m.getString(2))));
    return text.toString();
  }
}
