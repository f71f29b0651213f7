package io.segmentlake.pipelines;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.delta.tables.DeltaTable;
import io.segmentlake.models.tables.Table;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits rows to one table; each commit is counted and hashed in the same pass. */
record TableWriter(Lakehouse lakehouse, Table table) {
  private static final Logger LOG = LoggerFactory.getLogger(Lakehouse.class);
  private static final String CLOSES = "closes";

  /** Writes rows in the mode and with the options given. */
  Written commit(Dataset<Row> rows, UnaryOperator<DataFrameWriter<Row>> mode) {
    Observation observation = new Observation();
    List<Column> metrics = ContentHash.aggregates(table.structType());
    Dataset<Row> observed =
        rows.select(typed()).observe(observation, metrics.get(0), metrics.get(1));
    widen();
    long before = lakehouse.version(table);
    LOG.info("writing {}", table);
    DataFrameWriter<Row> writer = mode.apply(observed.write().format("delta"));
    if (before < 0) {
      TableProperties.of(table).forEach(writer::option);
    }
    writer.partitionBy(table.partitionedBy().toArray(String[]::new)).save(lakehouse.path(table));
    long after = lakehouse.version(table);
    return new Written(
        table,
        after,
        content(observation),
        after == before ? Written.Status.NO_CHANGE : Written.Status.WRITTEN);
  }

  /** See {@link Lakehouse#insertAndClose}. */
  Written insertAndClose(
      Dataset<Row> inserts, Dataset<Row> closes, List<String> identity, List<String> set) {
    Dataset<Row> source =
        inserts
            .select(table.select())
            .withColumn(CLOSES, lit(false))
            .unionByName(closes.withColumn(CLOSES, lit(true)), true);
    // Counted before: the commit drops what is held of the table's rows.
    Row counted = counted(source);
    if (counted.getLong(2) > 0) {
      merge(source, identity, set, counted);
      return new Written(
          table, lakehouse.version(table), ContentHash.from(counted), Written.Status.WRITTEN);
    }
    return counted.getLong(0) > 0
        ? commit(inserts, writer -> writer.mode(SaveMode.Append))
        : Written.empty(table, lakehouse.version(table));
  }

  /** Rows and hash of the inserts, number of closes, and the partitions in which these lie. */
  private Row counted(Dataset<Row> source) {
    Column isInsert = functions.not(col(CLOSES));
    List<Column> content = ContentHash.aggregates(table.structType(), isInsert);
    Column partition =
        table.partitionedBy().isEmpty() ? lit(null) : col(Lakehouse.LIES_IN).cast("string");
    return source
        .agg(
            content.get(0),
            content.get(1),
            count(when(col(CLOSES), lit(1))),
            collect_set(when(col(CLOSES), partition)))
        .head();
  }

  private void merge(Dataset<Row> source, List<String> identity, List<String> set, Row counted) {
    String same =
        Stream.concat(
                Stream.of("s." + CLOSES, isOpen(), liesIn(counted.getList(3))),
                identity.stream().map(c -> "t." + c + " <=> s." + c))
            .collect(Collectors.joining(" and "));
    Map<String, String> values = new HashMap<>();
    set.forEach(c -> values.put(c, "s." + c));
    Map<String, String> all = new HashMap<>();
    table.columns().forEach(c -> all.put(c.name(), "s." + c.name()));
    widen();
    LOG.info("writing {}", table);
    DeltaTable.forPath(lakehouse.spark(), lakehouse.path(table))
        .as("t")
        .merge(source.as("s"), same)
        .whenMatched()
        .updateExpr(values)
        .whenNotMatched("not s." + CLOSES)
        .insertExpr(all)
        .execute();
  }

  /** Gives a table the columns that its contract got since it was made, in a commit of its own. */
  private void widen() {
    if (lakehouse.isNarrow(table)) {
      LOG.info("adding columns to {}", table);
      lakehouse
          .spark()
          .createDataFrame(List.of(), table.structType())
          .write()
          .format("delta")
          .mode(SaveMode.Append)
          .option("mergeSchema", "true")
          .partitionBy(table.partitionedBy().toArray(String[]::new))
          .save(lakehouse.path(table));
    }
  }

  private String isOpen() {
    return "t." + TableProperties.end(table).orElseThrow() + " is null";
  }

  /** Bounds the files that are read for the rows to close. */
  private String liesIn(List<String> partitions) {
    if (table.partitionedBy().isEmpty()) {
      return "true";
    }
    return partitions.stream()
        .sorted()
        .map(value -> "'" + value + "'")
        .collect(Collectors.joining(", ", "t." + table.partitionedBy().get(0) + " in (", ")"));
  }

  private Column[] typed() {
    Column[] columns = table.select();
    for (int i = 0; i < columns.length; i++) {
      columns[i] =
          columns[i].as(table.columns().get(i).name(), table.structType().fields()[i].metadata());
    }
    return columns;
  }

  private static ContentHash content(Observation observation) {
    try {
      Map<String, Object> seen = observation.getAsJava();
      return new ContentHash((long) seen.get("rows"), (BigDecimal) seen.get("hash"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a write was counted", e);
    }
  }
}
