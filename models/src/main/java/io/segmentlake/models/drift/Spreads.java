package io.segmentlake.models.drift;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts how numbers are spread over customers: all of them in one pass. */
public final class Spreads {
  private static final int BINS = 10;

  /** Edges are within one in so many customers of the exact tenths. */
  private static final int ACCURACY = 10_000;

  /**
   * Each number counts as it is, a tenth lower and two tenths lower, for a third each: an averaged
   * shifted histogram (Scott 1985). Where many customers have one number, say as many newsletters
   * as were sent, and all of them get one more, a single histogram's edge between the two would
   * make it look like another shop.
   */
  private static final double[] SHIFTS = {1, .9, .8};

  private static final String POSITION = "position";
  private static final String NUMBER = "number";

  private Spreads() {}

  /**
   * Between the tenths of the rows themselves; where many customers have one number, fewer bins.
   *
   * @param rows one per customer
   * @param columns numbers or booleans
   */
  public static List<Spread> of(Dataset<Row> rows, List<String> columns) {
    Column tenths =
        array(
            IntStream.rangeClosed(1, BINS)
                .mapToObj(i -> lit(i / (double) BINS))
                .toArray(Column[]::new));
    Map<Integer, List<Double>> edges = new HashMap<>();
    for (Row row :
        numbers(rows, columns)
            .groupBy(POSITION)
            .agg(array_sort(array_distinct(percentile_approx(col(NUMBER), tenths, lit(ACCURACY)))))
            .collectAsList()) {
      edges.put(row.getInt(0), row.isNullAt(1) ? List.of() : belowLargest(row.getList(1)));
    }
    List<Spread> empty = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      List<Double> own = edges.getOrDefault(i, List.of());
      empty.add(new Spread(columns.get(i), own, counts(Map.of(), own.size())));
    }
    return between(rows, empty);
  }

  /** Without the largest number, above which nobody is, unless all have it. */
  private static List<Double> belowLargest(List<Double> tenths) {
    return tenths.subList(0, Math.max(1, tenths.size() - 1));
  }

  /**
   * Between the edges of before.
   *
   * @param rows one per customer
   */
  public static List<Spread> between(Dataset<Row> rows, List<Spread> before) {
    Column edges =
        array(
            before.stream()
                .map(
                    spread ->
                        array(spread.edges().stream().map(e -> lit(e)).toArray(Column[]::new))
                            .cast("array<double>"))
                .toArray(Column[]::new));
    Column own = element_at(edges, col(POSITION).plus(1));
    Column[] bins =
        DoubleStream.of(SHIFTS)
            .mapToObj(shift -> size(filter(own, edge -> edge.lt(col(NUMBER).multiply(shift)))))
            .map(bin -> when(col(NUMBER).isNotNull(), bin))
            .toArray(Column[]::new);
    Map<Integer, Map<Integer, Long>> counted = new HashMap<>();
    for (Row row :
        numbers(rows, before.stream().map(Spread::name).toList())
            .select(col(POSITION), explode(array(bins)).as("bin"))
            .groupBy(POSITION, "bin")
            .agg(count(lit(1)))
            .collectAsList()) {
      // Unknown comes after all bins.
      int place = row.isNullAt(1) ? before.get(row.getInt(0)).edges().size() + 1 : row.getInt(1);
      counted.computeIfAbsent(row.getInt(0), i -> new HashMap<>()).put(place, row.getLong(2));
    }
    return IntStream.range(0, before.size())
        .mapToObj(
            i -> {
              Spread spread = before.get(i);
              return new Spread(
                  spread.name(),
                  spread.edges(),
                  counts(counted.getOrDefault(i, Map.of()), spread.edges().size()));
            })
        .toList();
  }

  private static List<Long> counts(Map<Integer, Long> counted, int edges) {
    return Stream.iterate(0, i -> i + 1)
        .limit(edges + 2L)
        .map(i -> Math.round(counted.getOrDefault(i, 0L) / (double) SHIFTS.length))
        .toList();
  }

  private static Dataset<Row> numbers(Dataset<Row> rows, List<String> columns) {
    Column[] numbers =
        columns.stream().map(name -> col(name).cast("double")).toArray(Column[]::new);
    return rows.select(posexplode(array(numbers)).as(new String[] {POSITION, NUMBER}));
  }
}
