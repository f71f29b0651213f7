package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.col;

import io.segmentlake.models.propensity.CampaignOrders;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.PastPromises;
import io.segmentlake.pipelines.predictions.Predictions;
import io.segmentlake.pipelines.predictions.Promise;
import io.segmentlake.pipelines.predictions.SnapshotPromises;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Promises of conversion: the share of who got a campaign e-mail that ordered after it.
 *
 * @param asOf up to the end of which outcomes are known
 */
public record ConversionPromises(CustomerHistory history, LocalDate asOf) implements PastPromises {
  private static final int DAYS = CampaignOrders.DAYS_TO_DELIVERY + CampaignOrders.DAYS_TO_ORDER;

  @Override
  public String model() {
    return ModelKind.CONVERSION.text();
  }

  @Override
  public List<Integer> horizons() {
    return List.of(DAYS);
  }

  @Override
  public List<Promise> of(ModelRegistry.Entry version, LocalDate date, List<Integer> days) {
    Dataset<Row> mailed =
        SnapshotPromises.buyers(history.lakehouse(), date)
            .join(
                ConversionTrainer.outcomes(history, asOf, List.of(date)),
                new String[] {"as_of", "customer_id"});
    Dataset<Row> scored =
        new Predictions(history.lakehouse()).load(ModelKind.CONVERSION, version).score(mailed);
    return Promise.mean(
            "ordered_after_email",
            days.get(0),
            scored,
            col("conversion_probability_5d"),
            col("label"))
        .stream()
        .toList();
  }
}
