package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.silver.Silver;
import io.segmentlake.pipelines.silver.WaitingForRates;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Deduplicates and types what bronze got, run by run. */
public final class SilverJob implements Job {

  @Override
  public String name() {
    return "silver";
  }

  @Override
  public List<Table> reads() {
    return new IngestJob().writes();
  }

  @Override
  public List<Table> writes() {
    return Silver.tables();
  }

  @Override
  public Outcome run(RunContext context) {
    Outcome outcome = Outcome.of(runs(context).applyNew(silver(context)::apply));
    return outcome.rows() == 0 ? outcome : outcome.saying(waiting(context));
  }

  private static String waiting(RunContext context) {
    return WaitingForRates.in(context.lakehouse()).stream()
        .map(w -> w + " do not count: no rate is known; load one into the stream rates")
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** All of silver follows from bronze, run by run: so does what every run had replaced. */
  @Override
  public List<Written> repair(RunContext context, Map<Table, String> damaged) {
    Silver.tables().forEach(context.lakehouse()::drop);
    return runs(context).applyAgain(silver(context)::apply);
  }

  private IngestRuns runs(RunContext context) {
    return new IngestRuns(context, name());
  }

  private static Silver silver(RunContext context) {
    return new Silver(context.lakehouse(), context.shop());
  }
}
