package io.segmentlake.models.metrics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How the prediction of an amount, for example of revenue, does for each group of customers. */
public final class GroupAmounts {
  private GroupAmounts() {}

  /** What adds up over the customers of a group. */
  private record Sums(long customers, double promised, double observed, double squaredErrors) {
    Sums plus(Sums other) {
      return new Sums(
          customers + other.customers,
          promised + other.promised,
          observed + other.observed,
          squaredErrors + other.squaredErrors);
    }

    /** Customers differ from their promises; the mean of a group does by chance, within this. */
    double margin() {
      double meanError = (observed - promised) / customers;
      double variance = Math.max(0, squaredErrors / customers - meanError * meanError);
      return GroupScore.HALF_INTERVAL * Math.sqrt(variance / customers);
    }

    GroupScore score(String attribute, String group) {
      return new GroupScore(
          attribute,
          group,
          customers,
          promised / customers,
          observed / customers,
          margin(),
          Double.NaN,
          Double.NaN);
    }
  }

  /** Of each attribute the groups, by name; small ones together. */
  public static List<GroupScore> of(
      Dataset<Row> rows, ScoreColumns score, Map<String, Column> attributes) {
    Map<String, Map<String, Sums>> groups = new TreeMap<>();
    for (Row row : sums(rows, score, attributes)) {
      Sums sums = new Sums(row.getLong(2), row.getDouble(3), row.getDouble(4), row.getDouble(5));
      boolean isSmall = sums.customers() < GroupScore.LEAST_CUSTOMERS;
      groups
          .computeIfAbsent(row.getString(0), attribute -> new TreeMap<>())
          .merge(isSmall ? "other" : row.getString(1), sums, Sums::plus);
    }
    List<GroupScore> scores = new ArrayList<>();
    groups.forEach(
        (attribute, its) -> its.forEach((group, sums) -> scores.add(sums.score(attribute, group))));
    return scores;
  }

  private static List<Row> sums(
      Dataset<Row> rows, ScoreColumns score, Map<String, Column> attributes) {
    if (attributes.isEmpty()) {
      return List.of();
    }
    Column error = col("outcome").minus(col("score"));
    return GroupScore.byAttribute(rows, score, attributes)
        .groupBy(col("attribute"), col("own"))
        .agg(count(lit(1)), sum("score"), sum("outcome"), sum(error.multiply(error)))
        .collectAsList();
  }
}
