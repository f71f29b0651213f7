package io.segmentlake.models.propensity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Pairs of a person and a category that the person may buy, with what both did up to a date. Days
 * are counted rather than lines or money: whole numbers, whose sums no order of rows changes.
 *
 * @param mostPopular categories that sell best, which everybody is held against
 * @param mostOwn categories that the person has bought, the most often bought in a year first
 */
public record CategoryPairs(int mostPopular, int mostOwn) {
  public static final CategoryPairs USUAL = new CategoryPairs(20, 20);

  /** Days that windows go back; 0 for all time. */
  private static final List<Integer> WINDOWS = List.of(30, 90, 365, 0);

  private static final String[] PERSON = {"as_of", "customer_id"};
  private static final String[] PAIR = {"as_of", "customer_id", "category"};

  /**
   * One row per date, person and category: as_of, customer_id, category, and as bigint
   *
   * <ul>
   *   <li>{@code own_days_30d, _90d, _365d, _lifetime}: days on which the person bought of it;
   *   <li>{@code all_days_…}: the same added up over all categories;
   *   <li>{@code own_last_age, own_first_age int}: days since the last and the first of them; null
   *       where there is none;
   * </ul>
   *
   * and the columns of {@link CategoryMarket}.
   *
   * @param persons as_of, customer_id; each once
   * @param lines one row per line sold: customer_id (null for guests), order_id, category,
   *     event_on; those after a date are not seen by it
   * @param dates one column {@code as_of}: the dates of the persons
   */
  public Dataset<Row> of(Dataset<Row> persons, Dataset<Row> lines, Dataset<Row> dates) {
    Dataset<Row> own = own(lines, dates).localCheckpoint();
    Dataset<Row> market = CategoryMarket.of(own, lines, dates);
    Dataset<Row> keys = keys(persons.select(PERSON[0], PERSON[1]), own, market);
    List<Column> columns = new ArrayList<>(Stream.of(PAIR).map(name -> col(name)).toList());
    for (String prefix : List.of("own", "all")) {
      WINDOWS.forEach(days -> columns.add(zeroes(window(prefix, days))));
    }
    columns.addAll(List.of(col("own_last_age"), col("own_first_age")));
    CategoryMarket.COLUMNS.forEach(name -> columns.add(col(name)));
    return keys.join(own.drop("own_place"), PAIR, "left")
        .join(totals(own), PERSON, "left")
        .join(broadcast(market.drop("place")), new String[] {"as_of", "category"}, "left")
        .select(columns.toArray(Column[]::new));
  }

  private static Column zeroes(String name) {
    return org.apache.spark.sql.functions.coalesce(col(name), lit(0L)).as(name);
  }

  /** For example {@code own_days_30d}. */
  private static String window(String prefix, int days) {
    return prefix + "_days_" + (days == 0 ? "lifetime" : days + "d");
  }

  /** Who bought of what on how many days; the place is that among the person's categories. */
  private static Dataset<Row> own(Dataset<Row> lines, Dataset<Row> dates) {
    Dataset<Row> days =
        lines
            .where(col("customer_id").isNotNull())
            .select("customer_id", "category", "event_on")
            .distinct();
    List<Column> counts = new ArrayList<>();
    for (int window : WINDOWS) {
      Column counted = window == 0 ? count(lit(1)) : count_if(col("age").lt(window));
      counts.add(counted.as(window("own", window)));
    }
    counts.add(min("age").as("own_last_age"));
    counts.add(max("age").as("own_first_age"));
    return at(days, dates)
        .groupBy("as_of", "customer_id", "category")
        .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
        .withColumn(
            "own_place",
            row_number()
                .over(
                    Window.partitionBy("as_of", "customer_id")
                        .orderBy(
                            col("own_days_365d").desc(), col("own_last_age"), col("category"))));
  }

  /** Each row at each date that has it behind it, with {@code age} in days. */
  static Dataset<Row> at(Dataset<Row> rows, Dataset<Row> dates) {
    return rows.crossJoin(broadcast(dates))
        .where(col("event_on").leq(col("as_of")))
        .withColumn("age", datediff(col("as_of"), col("event_on")));
  }

  private Dataset<Row> keys(Dataset<Row> persons, Dataset<Row> own, Dataset<Row> market) {
    Dataset<Row> popular = market.where(col("place").leq(mostPopular)).select("as_of", "category");
    Dataset<Row> bought =
        own.where(col("own_place").leq(mostOwn))
            .select(PAIR[0], PAIR[1], PAIR[2])
            .join(persons, PERSON, "left_semi");
    return persons
        .join(broadcast(popular), "as_of")
        .select(PAIR[0], PAIR[1], PAIR[2])
        .union(bought)
        .distinct();
  }

  private static Dataset<Row> totals(Dataset<Row> own) {
    List<Column> sums = new ArrayList<>();
    WINDOWS.forEach(days -> sums.add(sum(window("own", days)).as(window("all", days))));
    return own.groupBy("as_of", "customer_id")
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }
}
