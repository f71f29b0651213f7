package io.segmentlake.pipelines.bronze;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.FeedRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/**
 * One row per row of a Parquet file or folder or of a Delta table, in the columns of raw records.
 *
 * <p>A row's line is its number in the data file (see {@link #rowInFile}); the files of a folder
 * are counted through in the order of their names, so that a row has the same line whenever and
 * wherever it is read.
 */
record TableRecords(SparkSession spark, Feed.Format format, List<String> wanted) {

  Dataset<Row> read(List<RawFile> tables) {
    return tables.stream().map(this::read).reduce(Dataset::union).orElseThrow();
  }

  private Dataset<Row> read(RawFile table) {
    if (table.refusal() != null) {
      return refused(table, table.refusal());
    }
    try {
      Dataset<Row> rows =
          spark
              .read()
              .format(format == Feed.Format.DELTA ? "delta" : "parquet")
              .load(table.location());
      Optional<String> problem = problem(rows);
      return problem.isPresent() ? refused(table, problem.get()) : records(table, rows);
    } catch (Exception e) {
      if (e instanceof AnalysisException || e instanceof org.apache.spark.SparkException) {
        return refused(table, "it is no " + format.name().toLowerCase(java.util.Locale.ROOT));
      }
      throw e;
    }
  }

  private Optional<String> problem(Dataset<Row> rows) {
    List<String> wrong = new ArrayList<>();
    for (String name : wanted) {
      try {
        DataType type = rows.select(path(name)).schema().fields()[0].dataType();
        boolean isSingle =
            !(type instanceof ArrayType
                || type instanceof MapType
                || type instanceof StructType
                || type instanceof BinaryType);
        if (!isSingle) {
          wrong.add("column '" + name + "' holds no single values");
        }
      } catch (Exception missing) {
        wrong.add("it has no column '" + name + "'");
      }
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", wrong));
  }

  private Dataset<Row> refused(RawFile table, String reason) {
    RawRecord record = RefusedFile.record(1, 1, "", reason);
    Row row = RawRecords.row(table, record, wanted.size());
    return spark.createDataFrame(List.of(row), RawRecords.schema(wanted));
  }

  private Dataset<Row> records(RawFile table, Dataset<Row> rows) {
    Dataset<Row> placed =
        rows.withColumn("data_file", col("_metadata.file_path"))
            .withColumn("row_in_file", rowInFile(rows));
    Column[] columns = new Column[RawRecords.PLACES + wanted.size()];
    for (int i = 0; i < wanted.size(); i++) {
      Column text = text(rows, wanted.get(i));
      columns[RawRecords.PLACES + i] = when(length(trim(text)).gt(0), text).as(FeedRecords.raw(i));
    }
    columns[0] = lit(table.fileId()).as("file_id");
    columns[1] = col("row_in_file").plus(col("rows_before")).as("line");
    columns[2] = lit(1).as("lines");
    columns[3] = raw(rows).as("raw");
    columns[4] = lit(null).cast("string").as(FeedRecords.PROBLEM);
    columns[5] =
        lit(table.knownAt() == null ? null : java.sql.Timestamp.from(table.knownAt()))
            .cast("timestamp")
            .as(FeedRecords.FILE_KNOWN_AT);
    return placed.join(broadcast(rowsBefore(placed)), "data_file").select(columns);
  }

  /**
   * Delta tells the places of rows in files of tables with deletion vectors only; its rows are
   * counted in the order of what they say.
   */
  private Column rowInFile(Dataset<Row> rows) {
    return format == Feed.Format.PARQUET
        ? col("_metadata.row_index").plus(1L)
        : row_number().over(Window.partitionBy("data_file").orderBy(raw(rows))).cast("bigint");
  }

  private Column raw(Dataset<Row> rows) {
    Column[] texts = wanted.stream().map(name -> text(rows, name).as(name)).toArray(Column[]::new);
    return to_json(struct(texts));
  }

  /** How many rows the data files before each one have. */
  private Dataset<Row> rowsBefore(Dataset<Row> placed) {
    List<Row> sizes =
        placed.groupBy("data_file").agg(max("row_in_file")).orderBy("data_file").collectAsList();
    List<Row> offsets = new ArrayList<>();
    long before = 0;
    for (Row size : sizes) {
      offsets.add(RowFactory.create(size.getString(0), before));
      before += size.getLong(1);
    }
    return spark.createDataFrame(
        offsets,
        new StructType()
            .add("data_file", DataTypes.StringType)
            .add("rows_before", DataTypes.LongType));
  }

  /** As a file of lines would have it; an instant is an instant, whatever zone the feed has. */
  private static Column text(Dataset<Row> rows, String name) {
    DataType type = rows.select(path(name)).schema().fields()[0].dataType();
    return type instanceof TimestampType
        ? date_format(path(name), "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX")
        : path(name).cast("string");
  }

  private static Column path(String name) {
    return col(
        java.util.Arrays.stream(name.split("\\."))
            .map(part -> "`" + part.replace("`", "``") + "`")
            .collect(java.util.stream.Collectors.joining(".")));
  }
}
