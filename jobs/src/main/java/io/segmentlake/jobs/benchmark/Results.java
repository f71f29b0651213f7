package io.segmentlake.jobs.benchmark;

import static org.apache.spark.sql.functions.col;

import io.segmentlake.pipelines.Lakehouse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Holds the product's results against DuckDB's. */
final class Results {
  private final Supplier<SparkSession> spark;
  private final DuckDb duckDb;

  Results(Supplier<SparkSession> spark, DuckDb duckDb) {
    this.spark = spark;
    this.duckDb = duckDb;
  }

  /** How much was found equal. */
  record Equal(long customers, int columns, long members) {
    @Override
    public String toString() {
      return "  equal: %,d customers × %,d columns, %,d members of segments"
          .formatted(customers, columns, members);
    }
  }

  /**
   * Compares all features that DuckDB calculated, and the members of all segments.
   *
   * @throws io.segmentlake.pipelines.DataCheckException where any differ
   */
  Equal same(Path lakehouse) {
    OurResults ours = ours(lakehouse);
    Dataset<Row> theirs = theirs("features");
    List<String> columns =
        Arrays.stream(theirs.columns()).filter(c -> !c.equals(OurResults.CUSTOMER)).toList();
    long customers =
        new Comparison("the features", List.of(OurResults.CUSTOMER), columns)
            .same(ours.features(), theirs);
    return new Equal(customers, columns.size(), sameMembers(ours.members()));
  }

  /** Compares the members of the segments of some definitions alone. */
  long sameMembers(Path lakehouse, List<String> segments) {
    return sameMembers(ours(lakehouse).members().where(col("segment_id").isin(segments.toArray())));
  }

  private long sameMembers(Dataset<Row> ours) {
    return new Comparison("the segments", List.of("segment_id", OurResults.CUSTOMER), List.of())
        .same(ours, theirs("members"));
  }

  private OurResults ours(Path lakehouse) {
    return new OurResults(Lakehouse.open(spark.get(), lakehouse.toString()));
  }

  private Dataset<Row> theirs(String table) {
    return spark.get().read().parquet(duckDb.result(table).toString());
  }
}
