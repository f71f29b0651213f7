package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.training.Experiments;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps training.experiments: the newest campaign for which lots were drawn and whose outcome is
 * known, one with a control if there is any. Everybody counts where the lot put them, whether or
 * not a message arrived.
 */
public final class TrainingExperiments {
  private final CustomerHistory history;

  public TrainingExperiments(CustomerHistory history) {
    this.history = history;
  }

  private record Drawn(String campaign, LocalDate on, boolean hasControl) {}

  /** Writes the experiment that models of a date learn from, in place of an earlier one. */
  public Written write(LocalDate asOf) {
    Dataset<Row> lots = lots(asOf);
    Optional<Drawn> newest = newest(lots, asOf);
    if (newest.isEmpty()) {
      return history
          .lakehouse()
          .replace(
              Experiments.TABLE,
              history
                  .lakehouse()
                  .spark()
                  .createDataFrame(List.of(), Experiments.TABLE.structType()));
    }
    LocalDate before = newest.get().on().minusDays(1);
    // What was known on the day before: of the day itself the campaign may be a part.
    try (Customer.Features features = new Customer(history).asKnownAt(List.of(before))) {
      Dataset<Row> drawn =
          features
              .rows()
              // Predictions are made of buyers.
              .where(col("order_days").gt(0))
              .join(persons(lots, newest.get()), "customer_id");
      Dataset<Row> rows =
          Experiments.withOutcome(drawn, history.asKnownOn(asOf).ledger())
              .withColumn("arrived_seq", lit(history.seq()));
      return history.lakehouse().replace(Experiments.TABLE, rows);
    }
  }

  /** What is known of lots by a date: person, campaign, arm, its costs and the day. */
  private Dataset<Row> lots(LocalDate asOf) {
    Column arm = trim(col("arm"));
    return history
        .asKnownOn(asOf)
        .valid(SilverTables.ASSIGNMENTS)
        .select(
            col("customer_id"),
            col("campaign_id"),
            col("event_on"),
            when(lower(arm).equalTo(Experiments.CONTROL), Experiments.CONTROL)
                .otherwise(arm)
                .as("arm"),
            amount("discount_rate"),
            amount("cost_per_order"),
            amount("cost_per_contact"));
  }

  private static Column amount(String column) {
    return coalesce(col(column), lit(0)).cast("decimal(18,4)").as(column);
  }

  private static Optional<Drawn> newest(Dataset<Row> lots, LocalDate asOf) {
    Column isControl = col("arm").equalTo(Experiments.CONTROL);
    LocalDate last = asOf.minusDays(Experiments.HORIZON_DAYS - 1L);
    return lots
        .groupBy("campaign_id")
        .agg(min("event_on").as("drawn_on"), max(when(isControl, 1).otherwise(0)))
        .where(col("drawn_on").leq(lit(Date.valueOf(last))))
        .collectAsList()
        .stream()
        .map(r -> new Drawn(r.getString(0), r.getDate(1).toLocalDate(), r.getInt(2) == 1))
        .max(
            Comparator.comparing(Drawn::hasControl)
                .thenComparing(Drawn::on)
                .thenComparing(Drawn::campaign));
  }

  /** One row per person; who is in two arms, as two customers, says nothing of either. */
  private static Dataset<Row> persons(Dataset<Row> lots, Drawn drawn) {
    return lots.where(
            col("campaign_id")
                .equalTo(drawn.campaign())
                // Who was drawn later had seen some days more.
                .and(col("event_on").equalTo(lit(Date.valueOf(drawn.on())))))
        .groupBy("customer_id")
        .agg(
            countDistinct("arm").as("_arms"),
            max("campaign_id").as("campaign_id"),
            max("arm").as("arm"),
            max("discount_rate").as("discount_rate"),
            max("cost_per_order").as("cost_per_order"),
            max("cost_per_contact").as("cost_per_contact"))
        .where(col("_arms").equalTo(1))
        .drop("_arms");
  }
}
