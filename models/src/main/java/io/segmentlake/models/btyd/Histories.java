package io.segmentlake.models.btyd;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The histories that a likelihood is summed over, each with the number of customers that have it.
 * How they are split and ordered follows from the histories alone, so that sums do not depend on
 * cores or on how the input was stored.
 */
final class Histories implements AutoCloseable {
  static final int PER_PARTITION = 50_000;
  private static final String WEIGHT = "customers";

  private final JavaRDD<double[]> rows;
  private final int width;
  private final Row totals;

  private Histories(JavaRDD<double[]> rows, int width, Row totals) {
    this.rows = rows;
    this.width = width;
    this.totals = totals;
  }

  /**
   * Equal histories as one row.
   *
   * @param customers double columns, the first the number of repeat orders; all null in a row that
   *     is to be left out
   */
  static Histories grouped(Dataset<Row> customers, int perPartition) {
    Column[] keys = keys(customers);
    return of(
        customers.groupBy(keys).agg(count(lit(1)).cast("double").as(WEIGHT)), keys, perPartition);
  }

  /** Each customer as a row of its own. */
  static Histories each(Dataset<Row> customers, int perPartition) {
    return of(customers.withColumn(WEIGHT, lit(1.0)), keys(customers), perPartition);
  }

  private static Column[] keys(Dataset<Row> customers) {
    return Arrays.stream(customers.columns()).map(name -> col(name)).toArray(Column[]::new);
  }

  private static Histories of(Dataset<Row> weighted, Column[] keys, int perPartition) {
    weighted.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Column there = keys[0].isNotNull();
      List<Column> sums = new ArrayList<>();
      sums.add(sum(when(there, col(WEIGHT))).as("customers"));
      sums.add(sum(when(keys[0].gt(0), col(WEIGHT))).as("repeaters"));
      sums.add(sum(when(there.unary_$bang(), col(WEIGHT))).as("left_out"));
      for (Column key : keys) {
        sums.add(sum(key.multiply(col(WEIGHT))));
      }
      Column[] zeroes = sums.stream().map(s -> coalesce(s, lit(0.0))).toArray(Column[]::new);
      Row totals = weighted.agg(count(keys[0]), zeroes).head();
      int width = keys.length;
      JavaRDD<double[]> rows =
          weighted
              .where(there)
              .repartition(1 + (int) (totals.getLong(0) / perPartition), keys)
              .sortWithinPartitions(keys)
              .javaRDD()
              .map(row -> numbers(row, width + 1))
              .persist(StorageLevel.MEMORY_AND_DISK());
      rows.count();
      return new Histories(rows, width, totals);
    } finally {
      weighted.unpersist();
    }
  }

  private static double[] numbers(Row row, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = row.getDouble(i);
    }
    return numbers;
  }

  /** Histories, each followed by its number of customers. */
  JavaRDD<double[]> rows() {
    return rows;
  }

  /** All rows, or if they take several partitions, those of the first: a sample by hash. */
  JavaRDD<double[]> few() {
    if (!areMany()) {
      return rows;
    }
    return rows.mapPartitionsWithIndex(
        (i, part) -> i == 0 ? part : Collections.emptyIterator(), true);
  }

  boolean areMany() {
    return rows.getNumPartitions() > 1;
  }

  long distinct() {
    return totals.getLong(0);
  }

  long customers() {
    return (long) totals.getDouble(1);
  }

  long repeaters() {
    return (long) totals.getDouble(2);
  }

  long leftOut() {
    return (long) totals.getDouble(3);
  }

  /** Of each number of a history the mean over customers. */
  double[] means() {
    double[] means = new double[width];
    for (int i = 0; i < width; i++) {
      means[i] = totals.getDouble(4 + i) / customers();
    }
    return means;
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
