package io.segmentlake.jobs.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.pipelines.DataCheckException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Compares two tables row by row and column by column: a ratio of times says nothing else. */
final class Comparison {
  private final String what;
  private final List<String> key;
  private final List<String> columns;

  /**
   * A comparison.
   *
   * @param what is compared, for the error
   * @param key names one row
   * @param columns to be equal besides; null is equal to null
   */
  Comparison(String what, List<String> key, List<String> columns) {
    this.what = what;
    this.key = key;
    this.columns = columns;
  }

  /**
   * Compares.
   *
   * @return how many rows both have
   * @throws DataCheckException naming each column that differs and in how many rows
   */
  long same(Dataset<Row> ours, Dataset<Row> theirs) {
    Row counts = counts(ours, theirs);
    if (counts.getLong(0) + counts.getLong(1) + counts.getLong(2) == 0) {
      throw new DataCheckException(
          "Cannot compare times: %s have no rows, and neither have DuckDB's (0). Results are compared where there are some."
              .formatted(what));
    }
    List<String> differences = new ArrayList<>();
    note(differences, counts.getLong(1), "rows that DuckDB has not");
    note(differences, counts.getLong(2), "rows that only DuckDB has");
    note(differences, repeated(ours), "rows that come again");
    note(differences, repeated(theirs), "rows that come again in DuckDB");
    for (int i = 0; i < columns.size(); i++) {
      note(differences, counts.getLong(3 + i), "rows with another " + columns.get(i));
    }
    if (!differences.isEmpty()) {
      throw new DataCheckException(
          "Cannot compare times: %s and DuckDB's differ (%s). Only equal results are measured."
              .formatted(what, String.join(", ", differences)));
    }
    return counts.getLong(0);
  }

  private Row counts(Dataset<Row> ours, Dataset<Row> theirs) {
    Dataset<Row> left = ours.withColumn("is_ours", lit(true)).as("ours");
    Dataset<Row> right = theirs.withColumn("is_theirs", lit(true)).as("theirs");
    Column same = lit(true);
    for (String name : key) {
      same = same.and(col("ours." + name).eqNullSafe(col("theirs." + name)));
    }
    Column both = col("is_ours").isNotNull().and(col("is_theirs").isNotNull());
    List<Column> counted = new ArrayList<>();
    counted.add(count(when(col("is_theirs").isNull(), lit(1))));
    counted.add(count(when(col("is_ours").isNull(), lit(1))));
    for (String name : columns) {
      Column value = col("ours." + name);
      Column other = col("theirs." + name).cast(ours.schema().apply(name).dataType());
      counted.add(count(when(both.and(not(value.eqNullSafe(other))), lit(1))));
    }
    return left.join(right, same, "full_outer")
        .agg(count(when(both, lit(1))), counted.toArray(Column[]::new))
        .head();
  }

  private long repeated(Dataset<Row> rows) {
    return rows.count() - rows.dropDuplicates(key.toArray(String[]::new)).count();
  }

  private static void note(List<String> differences, long rows, String what) {
    if (rows > 0) {
      differences.add("%,d %s".formatted(rows, what));
    }
  }
}
