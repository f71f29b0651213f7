package io.segmentlake.pipelines.bronze;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.FeedRecords;
import io.segmentlake.models.sources.StreamMapping;
import io.segmentlake.models.streams.StreamColumn;
import io.segmentlake.models.tables.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** One row per customer record, and per file and customer number seen elsewhere. */
record BronzeContacts(Verdicts verdicts) {
  private static final Table TABLE = BronzeTables.CONTACTS;
  private static final String CUSTOMERS = "customers";

  /** The rows in the table's columns, brought by run {@code seq}; empty where nobody is named. */
  Optional<Dataset<Row>> rows(long seq) {
    List<Dataset<Row>> parts = new ArrayList<>();
    customers().map(this::records).ifPresent(parts::add);
    seenElsewhere().ifPresent(parts::add);
    return parts.stream()
        .map(
            part ->
                part.withColumns(
                    Map.of(
                        "system",
                        lit(feed().system()),
                        "source",
                        lit(feed().source()),
                        "arrived_seq",
                        lit(seq))))
        .map(part -> part.withColumns(missing(part)).select(TABLE.select()))
        .reduce(Dataset::union);
  }

  private Feed feed() {
    return verdicts.feed();
  }

  private Optional<StreamMapping> customers() {
    return feed().streams().stream().filter(s -> s.name().equals(CUSTOMERS)).findFirst();
  }

  private Dataset<Row> records(StreamMapping customers) {
    Dataset<Row> rows = verdicts.stream(customers);
    boolean hasVersion = customers.maps("updated_at");
    List<Column> content = new ArrayList<>();
    for (String name : List.of("file_id", "customer_id", FeedRecords.NATIVE_ID)) {
      content.add(col(name));
    }
    for (StreamColumn personal : customers.stream().personal()) {
      if (customers.maps(personal.name())) {
        content.add(col(personal.name()));
      }
    }
    content.add((hasVersion ? col("updated_at") : lit(null).cast("timestamp")).as("version_at"));
    if (customers.name().equals(feed().records())) {
      content.add(col("line"));
      content.add(col("known_at"));
      return rows.select(content.toArray(Column[]::new));
    }
    return rows.groupBy(content.toArray(Column[]::new))
        .agg(min("line").as("line"), min("known_at").as("known_at"));
  }

  /** Customers that a record names only outside its customer row. */
  private Optional<Dataset<Row>> seenElsewhere() {
    List<StreamMapping> others =
        feed().streams().stream()
            .filter(s -> !s.name().equals(CUSTOMERS) && s.idColumn().isPresent())
            .toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    Column own = customers().map(c -> nativeId(c)).orElse(lit(null).cast("string"));
    // Most records name one customer, in all of their streams, and give nothing more here.
    Column isElsewhere =
        others.stream().map(s -> isOther(nativeId(s), own)).reduce(lit(false), Column::or);
    Column[] named = others.stream().map(BronzeContacts::identity).toArray(Column[]::new);
    Dataset<Row> seen =
        verdicts
            .rows()
            .where(isElsewhere)
            .select(
                col("file_id"),
                col("line"),
                col("known_at"),
                own.as("own"),
                explode(array(named)).as("who"))
            .where(isOther(col("who." + FeedRecords.NATIVE_ID), col("own")));
    return Optional.of(
        seen.groupBy(col("file_id"), col("who.customer_id"), col("who." + FeedRecords.NATIVE_ID))
            .agg(min("line").as("line"), min("known_at").as("known_at"))
            .withColumn("version_at", lit(null).cast("timestamp")));
  }

  private static Column isOther(Column nativeId, Column own) {
    return nativeId.isNotNull().and(functions.not(nativeId.eqNullSafe(own)));
  }

  private static Column nativeId(StreamMapping stream) {
    return col(stream.name() + "." + FeedRecords.NATIVE_ID);
  }

  private static Column identity(StreamMapping stream) {
    String id = stream.idColumn().orElseThrow().name();
    return struct(
        col(stream.name() + "." + id).as("customer_id"),
        nativeId(stream).as(FeedRecords.NATIVE_ID));
  }

  private static Map<String, Column> missing(Dataset<Row> rows) {
    List<String> given = List.of(rows.columns());
    Map<String, Column> missing = new HashMap<>();
    TABLE.columns().stream()
        .filter(column -> !given.contains(column.name()))
        .forEach(column -> missing.put(column.name(), lit(null).cast(column.type())));
    return missing;
  }

  /**
   * Makes sure that no two customers of a run share an id.
   *
   * @throws IllegalStateException where two do
   */
  static void verifyDistinct(Dataset<Row> contacts) {
    List<Row> shared =
        contacts
            .select("customer_id", "system", "native_id")
            .distinct()
            .groupBy("customer_id")
            .count()
            .where(col("count").gt(1))
            .limit(1)
            .collectAsList();
    if (!shared.isEmpty()) {
      throw new IllegalStateException(
          "Cannot ingest: two customers have the same id ("
              + new CustomerId(shared.get(0).getLong(0)).text()
              + "). Load the shop anew with another shop key.");
    }
  }
}
