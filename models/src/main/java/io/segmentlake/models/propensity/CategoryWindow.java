package io.segmentlake.models.propensity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What was known of purchases at a cut-off, and who bought of which category in the days after it.
 *
 * @param persons as known at the cut-off: customer_id and as_of, which is the cut-off
 * @param lines as known at the cut-off, as {@link CategoryPairs} wants them
 * @param later lines as known now; those of other days are passed over
 * @param days after the cut-off
 */
public record CategoryWindow(
    Dataset<Row> persons, Dataset<Row> lines, Dataset<Row> later, LocalDate cutOff, int days) {
  /** The pairs at the cut-off with {@code label double}: 1 if the person bought of it, else 0. */
  public Dataset<Row> labelled(CategoryPairs pairs) {
    Dataset<Row> date =
        persons
            .sparkSession()
            .createDataFrame(
                List.of(RowFactory.create(Date.valueOf(cutOff))),
                new StructType().add("as_of", "date"));
    return pairs
        .of(persons, lines, date)
        .join(outcomes(), new String[] {"customer_id", "category"}, "left")
        .withColumn(
            CalibratedRegression.LABEL, coalesce(col(CalibratedRegression.LABEL), lit(0.0)));
  }

  /** How many pairs came about, those included that nobody held to be possible. */
  public long bought() {
    return outcomes().join(persons, new String[] {"customer_id"}, "left_semi").count();
  }

  private Dataset<Row> outcomes() {
    Column isLater =
        col("event_on")
            .gt(lit(Date.valueOf(cutOff)))
            .and(col("event_on").leq(lit(Date.valueOf(cutOff.plusDays(days)))));
    return later
        .where(isLater.and(col("customer_id").isNotNull()))
        .select("customer_id", "category")
        .distinct()
        .withColumn(CalibratedRegression.LABEL, lit(1.0));
  }
}
