package io.segmentlake.models.btyd;

import io.segmentlake.models.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Models with the published parameters of CDNOW in weeks, and four customers. */
final class KnownModels {
  private KnownModels() {}

  static BgNbdModel orders() {
    return new BgNbdModel(
        "orders",
        fitted(List.of("r", "alpha", "a", "b"), List.of(.24259, 4.4136, .79292, 2.42591)));
  }

  static GammaGammaModel values() {
    return new GammaGammaModel(
        "values", fitted(List.of("p", "q", "v"), List.of(6.24957, 3.74422, 15.44352)));
  }

  static FitSummary fitted(List<String> names, List<Double> values) {
    return new FitSummary(names, values, List.of(), -1, 1, 1, 0, 1, FitStatus.CONVERGED);
  }

  /** One order; a few; many; and one whose last order is after the as-of date. */
  static Dataset<Row> customers(SparkExtension spark) {
    return spark.table(
        "frequency int, recency double, age double, monetary_value double",
        RowFactory.create(0, null, 38.86, null),
        RowFactory.create(2, 30.43, 38.86, 25.0),
        RowFactory.create(26, 30.86, 31.0, 9.5),
        RowFactory.create(2, 39.0, 38.86, 25.0));
  }
}
