package io.segmentlake.pipelines;

import io.segmentlake.models.tables.Table;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.TableScan;
import org.apache.spark.sql.types.StructType;

/** A table that was never written. */
final class NoRows extends BaseRelation implements TableScan {
  private final SparkSession spark;
  private final Table table;

  NoRows(SparkSession spark, Table table) {
    this.spark = spark;
    this.table = table;
  }

  @Override
  public SQLContext sqlContext() {
    return spark.sqlContext();
  }

  @Override
  public StructType schema() {
    return table.structType();
  }

  @Override
  public long sizeInBytes() {
    return 0;
  }

  @Override
  public RDD<Row> buildScan() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .<Row>parallelize(List.of(), 1)
        .rdd();
  }
}
