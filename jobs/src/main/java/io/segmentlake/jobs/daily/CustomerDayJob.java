package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.ops.Runs;
import io.segmentlake.pipelines.silver.SilverTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Appends to the ledger of daily sums what silver gained and lost. */
public final class CustomerDayJob implements Job {

  @Override
  public String name() {
    return "customer-day";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        SilverTables.ORDERS,
        SilverTables.REFUNDS,
        SilverTables.WEB_EVENTS,
        SilverTables.EMAIL_EVENTS);
  }

  @Override
  public List<Table> writes() {
    return List.of(CustomerDay.TABLE);
  }

  @Override
  public Outcome run(RunContext context) {
    return Outcome.of(
        apply(context, workedThrough(context) + 1, Ingest.lastRun(context.lakehouse())));
  }

  /** The ledger follows from silver, run by run. */
  @Override
  public List<Written> repair(RunContext context, Map<Table, String> damaged) {
    context.lakehouse().drop(CustomerDay.TABLE);
    return apply(context, 1, workedThrough(context));
  }

  private long workedThrough(RunContext context) {
    return new Runs(context.lakehouse()).workedThrough(name());
  }

  private static List<Written> apply(RunContext context, long first, long last) {
    CustomerDay ledger = new CustomerDay(context.lakehouse(), context.shop().zone());
    List<Written> written = new ArrayList<>();
    for (long seq = first; seq <= last; seq++) {
      written.add(ledger.apply(seq));
    }
    return written;
  }
}
