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
import java.util.Optional;
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

  /**
   * Adds few rows without Spark; empty where there are many, or the table is not yet as its
   * contract says. No rows, no commit.
   */
  Optional<Written> appendFew(Dataset<Row> rows, Optional<KernelWriter.Batch> batch) {
    return whole()
        .flatMap(now -> FewRows.of(rows.select(typed())).map(few -> commit(now, few, batch)));
  }

  private Written commit(CommittedTable now, FewRows few, Optional<KernelWriter.Batch> batch) {
    return few.rows().isEmpty()
        ? Written.empty(table, now.version())
        : commit(now, few, List.of(), few.content(), batch);
  }

  /** Puts few rows in the place of all. */
  Optional<Written> replaceFew(Dataset<Row> rows) {
    return whole()
        .flatMap(
            now ->
                FewRows.of(rows.select(typed()))
                    .map(
                        few ->
                            commit(
                                now,
                                few,
                                now.scanned(table.structType()),
                                few.content(),
                                Optional.empty())));
  }

  private Written commit(
      CommittedTable now,
      FewRows rows,
      List<ScannedFile> gone,
      ContentHash content,
      Optional<KernelWriter.Batch> batch) {
    LOG.info("writing {}", table);
    long version = now.writer().commit(rows, gone, batch);
    return new Written(table, version, content, Written.Status.WRITTEN);
  }

  /** The table where it is there, with all columns of its contract. */
  private Optional<CommittedTable> whole() {
    return lakehouse.isNarrow(table) ? Optional.empty() : lakehouse.committed(table);
  }

  /** See {@link Lakehouse#insertAndClose}. */
  Written insertAndClose(
      Dataset<Row> inserts, Dataset<Row> closes, List<String> identity, List<String> set) {
    return insertAndCloseFew(inserts, closes, identity, set)
        .orElseGet(() -> insertAndCloseMany(inserts, closes, identity, set));
  }

  private Optional<Written> insertAndCloseFew(
      Dataset<Row> inserts, Dataset<Row> closes, List<String> identity, List<String> set) {
    Optional<CommittedTable> now = whole();
    Optional<FewRows> added = now.flatMap(n -> FewRows.of(inserts.select(typed())));
    Optional<FewRows> closed = added.flatMap(a -> FewRows.of(typed(closes)));
    if (closed.isEmpty()) {
      return Optional.empty();
    }
    if (closed.get().rows().isEmpty()) {
      return Optional.of(commit(now.get(), added.get(), Optional.empty()));
    }
    return new Closing(table, closed.get(), identity, set)
        .in(now.get())
        .map(
            rewritten ->
                commit(
                    now.get(),
                    added.get().and(rewritten.rows()),
                    rewritten.gone(),
                    added.get().content(),
                    Optional.empty()));
  }

  /** Rows to close with the types of the table's columns. */
  private Dataset<Row> typed(Dataset<Row> closes) {
    return closes.select(
        Stream.of(closes.columns())
            .map(
                name ->
                    name.equals(Lakehouse.LIES_IN)
                        ? col(name)
                        : col(name).cast(table.structType().apply(name).dataType()).as(name))
            .toArray(Column[]::new));
  }

  private Written insertAndCloseMany(
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
