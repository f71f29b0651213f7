package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.training.Experiments;
import io.segmentlake.models.uplift.CampaignUplift;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.PastPromises;
import io.segmentlake.pipelines.predictions.Predictions;
import io.segmentlake.pipelines.predictions.Promise;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Promises of uplift: what the newest campaign with a control added to the share of customers that
 * order, where it offered the same as the campaign that the version had learned from.
 */
public record UpliftPromises(Lakehouse lakehouse) implements PastPromises {
  @Override
  public String model() {
    return ModelKind.UPLIFT.text();
  }

  @Override
  public List<LocalDate> dates(List<LocalDate> snapshots) {
    return lakehouse.read(Experiments.TABLE).select("as_of").distinct().collectAsList().stream()
        .map(row -> row.getDate(0).toLocalDate())
        .toList();
  }

  @Override
  public List<Integer> horizons() {
    return List.of(Experiments.HORIZON_DAYS);
  }

  @Override
  public List<Promise> of(ModelRegistry.Entry version, LocalDate date, List<Integer> days) {
    CampaignUplift model =
        (CampaignUplift) new Predictions(lakehouse).load(ModelKind.UPLIFT, version);
    Column offered = col("arm").equalTo(model.offer());
    Column control = col("arm").equalTo(Experiments.CONTROL);
    Dataset<Row> drawn = lakehouse.read(Experiments.TABLE).where(offered.or(control));
    Column ordered = when(col("orders_after").gt(0), 1.0).otherwise(0.0);
    Row means =
        model
            .score(drawn)
            .agg(
                count(lit(1)),
                avg(col("uplift_order_probability").cast("double")),
                avg(when(offered, ordered)).minus(avg(when(control, ordered))))
            .head();
    return means.isNullAt(1) || means.isNullAt(2)
        ? List.of()
        : List.of(
            new Promise(
                "order_uplift",
                days.get(0),
                means.getLong(0),
                means.getDouble(1),
                means.getDouble(2)));
  }
}
