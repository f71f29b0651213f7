package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.ops.Runs;
import io.segmentlake.pipelines.silver.SilverTables;
import java.util.ArrayList;
import java.util.List;

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
    Lakehouse lakehouse = context.lakehouse();
    CustomerDay ledger = new CustomerDay(lakehouse, context.shop().zone());
    long last = Ingest.lastRun(lakehouse);
    List<Written> written = new ArrayList<>();
    for (long seq = new Runs(lakehouse).workedThrough(name()) + 1; seq <= last; seq++) {
      written.add(ledger.apply(seq));
    }
    return Outcome.of(written);
  }
}
