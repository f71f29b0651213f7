package io.segmentlake.pipelines.predictions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.clv.ValueModel;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.predictions.PredictiveModel;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.Lakehouse;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Promises of churn and of value, whose outcomes are columns of training.snapshots.
 *
 * @param kind of the model
 * @param horizons days ahead that it speaks for
 */
public record SnapshotPromises(Lakehouse lakehouse, ModelKind kind, List<Integer> horizons)
    implements PastPromises {
  static final String NO_ORDER = "no_order";

  public static SnapshotPromises churn(Lakehouse lakehouse) {
    return new SnapshotPromises(lakehouse, ModelKind.CHURN, PredictionColumns.CHURN_HORIZONS);
  }

  public static SnapshotPromises value(Lakehouse lakehouse) {
    return new SnapshotPromises(lakehouse, ModelKind.CLV, Snapshots.HORIZONS);
  }

  @Override
  public String model() {
    return kind.text();
  }

  /** Snapshots of a date, of who had ordered. */
  public static Dataset<Row> buyers(Lakehouse lakehouse, LocalDate date) {
    return lakehouse
        .read(Snapshots.TABLE)
        .where(col("order_days").gt(0).and(col("as_of").equalTo(lit(Date.valueOf(date)))));
  }

  @Override
  public List<Promise> of(ModelRegistry.Entry version, LocalDate date, List<Integer> days) {
    PredictiveModel model = new Predictions(lakehouse).load(kind, version);
    Dataset<Row> buyers = buyers(lakehouse, date);
    return days.stream()
        .flatMap(ahead -> promises(model, buyers, ahead))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Stream<Optional<Promise>> promises(
      PredictiveModel model, Dataset<Row> buyers, int days) {
    Column orders = col(Snapshots.orders(days));
    Dataset<Row> known = buyers.where(orders.isNotNull());
    return model instanceof ValueModel value
        ? ofValue(value.valueWithin(days, known), days)
        : Stream.of(
            Promise.mean(
                NO_ORDER,
                days,
                model.score(known),
                col(PredictionColumns.churnProbability(days)),
                when(orders.equalTo(0), 1.0).otherwise(0.0)));
  }

  private static Stream<Optional<Promise>> ofValue(Dataset<Row> scored, int days) {
    return Stream.of(
        Promise.mean("revenue", days, scored, col("predicted_value"), col(Snapshots.revenue(days))),
        Promise.mean("orders", days, scored, col("predicted_orders"), col(Snapshots.orders(days))));
  }
}
