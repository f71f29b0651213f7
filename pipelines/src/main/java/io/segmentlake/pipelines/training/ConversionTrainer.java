package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;

import io.segmentlake.models.propensity.CampaignConversion;
import io.segmentlake.models.propensity.CampaignOrders;
import io.segmentlake.models.propensity.ConversionTraining;
import io.segmentlake.models.propensity.PropensityResult;
import io.segmentlake.models.propensity.PropensityTables;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.models.training.TrainingWindows;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Trains who orders after a campaign e-mail: persons as known at past cut-offs, and what came of
 * the first e-mail after it.
 */
public final class ConversionTrainer implements Trainer {
  private static final long SEED = 1;

  private final ConversionTraining training = ConversionTraining.of(SEED);

  @Override
  public ModelKind kind() {
    return ModelKind.CONVERSION;
  }

  @Override
  public List<Table> learnsFrom() {
    return List.of(
        Snapshots.TABLE,
        SilverTables.ORDERS,
        SilverTables.EMAIL_EVENTS,
        SilverTables.of(Streams.named("campaigns")),
        SilverTables.PERSONS);
  }

  /** Measures on the cut-off of 30 days before the date. */
  @Override
  public Fitting fit(CustomerHistory history, LocalDate asOf, Optional<Champion> champion) {
    Dataset<Row> buyers = history.lakehouse().read(Snapshots.TABLE).where(col("order_days").gt(0));
    Optional<LocalDate> first = Snapshots.firstOrder(buyers, asOf);
    if (first.isEmpty()) {
      return Fitting.insufficient("nobody has ordered");
    }
    // The cut-offs of propensity: there are snapshots of them, and their outcomes are known.
    TrainingWindows windows = TrainingWindows.of(first.get(), asOf, PropensityTables.HORIZON_DAYS);
    Dataset<Row> outcomes = outcomes(history, asOf, windows.cutOffs()).localCheckpoint();
    PropensityResult<CampaignConversion> result =
        training.fit(buyers, outcomes, windows, champion.map(c -> (CampaignConversion) c.model()));
    if (result.model().isEmpty()) {
      return Fitting.insufficient(result.verdict().reason());
    }
    PropensityFigures figures =
        new PropensityFigures(
            windows.finalCutOff(),
            CampaignOrders.DAYS_TO_DELIVERY + CampaignOrders.DAYS_TO_ORDER,
            result.heldOut().orElseThrow(),
            champion.map(Champion::version));
    return new Fitting(
        Optional.of(result.model().get()), "", figures.measured(), figures.challenge());
  }

  /** What came after cut-offs, as known at a date. */
  static Dataset<Row> outcomes(CustomerHistory history, LocalDate asOf, List<LocalDate> cutOffs) {
    CustomerHistory known = history.asKnownOn(asOf);
    // Steps of a series come because of what a person does, not because the shop writes to all.
    Dataset<Row> series =
        known
            .valid(SilverTables.of(Streams.named("campaigns")))
            .where(lower(coalesce(col("kind"), lit(""))).isin("welcome", "cart"))
            .select("campaign_id");
    Dataset<Row> delivered =
        known
            .valid(SilverTables.EMAIL_EVENTS)
            .where(col("type").equalTo("delivered").and(col("campaign_id").isNotNull()))
            .join(broadcast(series), new String[] {"campaign_id"}, "left_anti");
    Dataset<Row> orders =
        known
            .valid(SilverTables.ORDERS)
            .where(col("is_counted").and(col("customer_id").isNotNull()));
    List<Row> dates =
        cutOffs.stream().map(cutOff -> RowFactory.create(Date.valueOf(cutOff))).toList();
    return CampaignOrders.after(
        delivered.select("customer_id", "occurred_at", "event_on"),
        orders,
        history.lakehouse().spark().createDataFrame(dates, new StructType().add("as_of", "date")));
  }
}
