package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.features.ShopStatistics;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerCategory;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.silver.SilverTables;
import java.util.List;
import java.util.Map;

/** Moves features.customer to the run's date. */
public final class CustomerJob implements Job {

  @Override
  public String name() {
    return "customer";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        CustomerDay.TABLE,
        SilverTables.CUSTOMERS,
        SilverTables.PERSONS,
        SilverTables.PRODUCTS,
        SilverTables.ORDER_LINES);
  }

  @Override
  public List<Table> writes() {
    return List.of(FeatureColumns.CUSTOMER, CustomerCategory.TABLE, ShopStatistics.SHOP);
  }

  @Override
  public Outcome run(RunContext context) {
    CustomerHistory history = history(context);
    Customer customer = new Customer(history);
    if (customer.isPast(context.asOf())) {
      return Outcome.of()
          .saying("The head date is later than " + context.asOf() + ": it stays where it is.");
    }
    return Compilation.forRows(
        context.spark(),
        history.ledgerRows(),
        () -> {
          try (Customer.Features features = customer.at(context.asOf())) {
            return Outcome.of(customer.write(features, context.asOf()));
          }
        });
  }

  /** The features of the head date follow from the ledger; the statistics of past dates do not. */
  @Override
  public List<Written> repair(RunContext context, Map<Table, String> damaged) {
    if (damaged.containsKey(ShopStatistics.SHOP)) {
      return Job.super.repair(context, damaged);
    }
    damaged.keySet().forEach(context.lakehouse()::drop);
    return List.of();
  }

  /** All that is known after the last ingest run, which features and models are made of. */
  public static CustomerHistory history(RunContext context) {
    return new CustomerHistory(
        context.lakehouse(), context.shop().zone(), Ingest.lastRun(context.lakehouse()));
  }
}
