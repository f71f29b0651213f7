package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.SourceMapping;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.DataCheckException;
import io.segmentlake.pipelines.ops.Freshness;
import io.segmentlake.pipelines.ops.Freshness.Standing;
import io.segmentlake.pipelines.silver.Silver;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Stops the run where a feed is late or brought an unusual number of records: all behind it stays
 * as it was.
 */
public final class FreshnessJob implements Job {

  @Override
  public String name() {
    return "freshness";
  }

  @Override
  public List<Table> reads() {
    return Silver.tables();
  }

  @Override
  public List<Table> writes() {
    return List.of(Freshness.TABLE);
  }

  @Override
  public Outcome run(RunContext context) {
    Freshness freshness = new Freshness(context.lakehouse());
    List<Standing> standings = freshness.of(feeds(context), context.asOf());
    if (standings.isEmpty()) {
      return Outcome.of();
    }
    Outcome outcome = Outcome.of(freshness.write(standings, context.asOf()));
    if (standings.stream().allMatch(Standing::isFresh)) {
      return outcome;
    }
    throw new DataCheckException(
        "Cannot go on as of "
            + context.asOf()
            + ": "
            + standings.stream()
                .filter(standing -> !standing.isFresh())
                .map(Standing::toString)
                .collect(Collectors.joining("; "))
            + ". Features and segments stay as they were. Load what is missing and run again; or,"
            + " where it is right so, change 'expect' of the feed in conf/sources.");
  }

  private static List<Feed> feeds(RunContext context) {
    return SourceMapping.load(context.configuration(), context.shop()).stream()
        .flatMap(mapping -> mapping.feeds().stream())
        .toList();
  }
}
