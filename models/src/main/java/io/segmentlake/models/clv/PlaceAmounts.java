package io.segmentlake.models.clv;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.percentile_approx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.ml.regression.IsotonicRegression;
import org.apache.spark.ml.regression.IsotonicRegressionModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Turns one model's value of a customer into the amount that another has at the same place, from
 * the lowest value to the highest (quantile mapping). The order of customers stays the first
 * model's, and how amounts are spread, and nearly their total, becomes the second's. Of what lies
 * beyond all that were seen the amount grows in proportion.
 */
final class PlaceAmounts {
  private static final String LOG_VALUE = TwoPartProduct.LOG_VALUE;
  private static final String LOG_AMOUNT = "two_part_log_amount";

  /** Amounts rise so steeply among the highest places that more of them are kept. */
  private static final double[] PLACES =
      DoubleStream.concat(
              IntStream.range(0, 199).mapToDouble(i -> i / 200.0),
              DoubleStream.of(.995, .9975, .999, .9995, .9999, 1))
          .toArray();

  private static final int ACCURACY = 10_000;
  private static final double LEAST_AMOUNT = 1e-6;

  /** How far the line goes on, in logarithms. */
  private static final double BEYOND = 10;

  private PlaceAmounts() {}

  /**
   * Adds the column {@link #LOG_AMOUNT}.
   *
   * @param customers one row each: {@link TwoPartProduct#LOG_VALUE}, and the amount
   */
  static IsotonicRegressionModel fit(Dataset<Row> customers, String amount) {
    Column places =
        array(DoubleStream.of(PLACES).mapToObj(place -> lit(place)).toArray(Column[]::new));
    Row both =
        customers
            .agg(
                percentile_approx(col(LOG_VALUE), places, lit(ACCURACY)),
                percentile_approx(
                    log(greatest(col(amount), lit(LEAST_AMOUNT))), places, lit(ACCURACY)))
            .head();
    List<Double> values = both.getList(0);
    List<Double> amounts = both.getList(1);
    int last = values.size() - 1;
    List<Row> line = new ArrayList<>();
    line.add(RowFactory.create(values.get(0) - BEYOND, amounts.get(0) - BEYOND));
    for (int i = 0; i <= last; i++) {
      line.add(RowFactory.create(values.get(i), amounts.get(i)));
    }
    line.add(RowFactory.create(values.get(last) + BEYOND, amounts.get(last) + BEYOND));
    StructType columns =
        new StructType().add(LOG_VALUE, DataTypes.DoubleType).add("amount", DataTypes.DoubleType);
    return new IsotonicRegression()
        .setFeaturesCol(LOG_VALUE)
        .setLabelCol("amount")
        .setPredictionCol(LOG_AMOUNT)
        .fit(customers.sparkSession().createDataFrame(line, columns).coalesce(1));
  }

  /** Of rows that the fitted one has been at. */
  static Column amount() {
    return exp(col(LOG_AMOUNT));
  }
}
