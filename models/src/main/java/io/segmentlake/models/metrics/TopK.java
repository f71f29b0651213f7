package io.segmentlake.models.metrics;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_intersect;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log2;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * Measures of a list of k recommended items as columns of one row per customer; their average is
 * the measure of the model. Both lists are arrays of items: {@code recommended} best first and
 * without repetition, {@code relevant} in any order. Null for a customer with nothing relevant, who
 * so does not count.
 */
public final class TopK {

  private TopK() {}

  /** The share of the relevant items that are among the first k recommended. */
  public static Column recall(Column recommended, Column relevant, int k) {
    Column items = array_distinct(relevant);
    Column found = size(array_intersect(slice(recommended, 1, k), items));
    return when(size(items).gt(0), found.cast("double").divide(size(items)));
  }

  /**
   * Normalised discounted cumulative gain with gains of 0 and 1: a relevant item at place i counts
   * 1 ÷ log₂(i + 1), and the sum is divided by that of the best list of k (Järvelin and Kekäläinen
   * 2002).
   */
  public static Column ndcg(Column recommended, Column relevant, int k) {
    Column items = array_distinct(relevant);
    Column gains =
        transform(
            slice(recommended, 1, k),
            (item, index) ->
                when(array_contains(items, item), discount(index.plus(1))).otherwise(lit(0.0)));
    Column best = transform(sequence(lit(1), least(size(items), lit(k))), TopK::discount);
    return when(size(items).gt(0), total(gains).divide(total(best)));
  }

  private static Column discount(Column place) {
    return lit(1.0).divide(log2(place.plus(1)));
  }

  private static Column total(Column numbers) {
    return aggregate(numbers, lit(0.0), Column::plus);
  }
}
