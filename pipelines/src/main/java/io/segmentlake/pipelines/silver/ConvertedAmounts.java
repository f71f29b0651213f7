package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.col;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Amounts of a stream in the shop's currency, beside those that the shop wrote.
 *
 * @param amounts names of the columns to add, and of those that they are converted from
 */
record ConvertedAmounts(Rates rates, Map<String, String> amounts) implements Derivation {

  @Override
  public Dataset<Row> derive(Arrivals arrivals, Dataset<Row> rows) {
    Dataset<Row> converted = rates.of(arrivals.lakehouse(), rows);
    for (Map.Entry<String, String> amount : amounts.entrySet()) {
      converted = converted.withColumn(amount.getKey(), Rates.converted(col(amount.getValue())));
    }
    return converted;
  }

  @Override
  public boolean followsOthers(Arrivals arrivals) {
    return rates.mayChange(arrivals);
  }

  @Override
  public Dataset<Row> alsoTouched(Arrivals arrivals, Dataset<Row> live) {
    return rates.touched(arrivals, live);
  }
}
