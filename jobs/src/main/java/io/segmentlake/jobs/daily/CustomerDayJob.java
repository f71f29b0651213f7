package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.ops.Freshness;
import io.segmentlake.pipelines.silver.SilverTables;
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
        Freshness.TABLE,
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
    CustomerDay ledger = ledger(context);
    return Outcome.of(runs(context).applyNew(seq -> List.of(ledger.apply(seq))));
  }

  /** The ledger follows from silver, run by run. */
  @Override
  public List<Written> repair(RunContext context, Map<Table, String> damaged) {
    context.lakehouse().drop(CustomerDay.TABLE);
    CustomerDay ledger = ledger(context);
    return runs(context).applyAgain(seq -> List.of(ledger.apply(seq)));
  }

  private IngestRuns runs(RunContext context) {
    return new IngestRuns(context, name());
  }

  private static CustomerDay ledger(RunContext context) {
    return new CustomerDay(context.lakehouse(), context.shop().zone());
  }
}
