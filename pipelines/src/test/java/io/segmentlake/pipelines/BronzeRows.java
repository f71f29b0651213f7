package io.segmentlake.pipelines;

import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.StreamColumn;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.bronze.BronzeTables;
import io.segmentlake.pipelines.bronze.Ingest;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Bronze rows as an ingest run leaves them, written down as {@code column=value} pairs. */
public final class BronzeRows {
  private final Lakehouse lakehouse;
  private final long seq;
  private final Map<String, List<Row>> rows = new LinkedHashMap<>();
  private final Map<Long, Row> files = new LinkedHashMap<>();
  private final List<Row> addresses = new ArrayList<>();
  private long line;

  public BronzeRows(Lakehouse lakehouse, long seq) {
    this.lakehouse = lakehouse;
    this.seq = seq;
  }

  /** One record of a stream in file {@code fileId}, known at the given instant. */
  public BronzeRows add(String stream, long fileId, String knownAt, String... pairs) {
    Stream of = Streams.named(stream);
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : pairs) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], parts[1]);
    }
    List<Object> row = new ArrayList<>();
    of.columns().forEach(c -> row.add(typed(c, values.get(c.name()))));
    String content =
        of.columns().stream().map(c -> values.getOrDefault(c.name(), "-")).toList().toString();
    row.add(String.join("\u001f", of.key().stream().map(values::get).toList()));
    row.add(content);
    row.add(of.versionColumn().map(values::get).map(BronzeRows::instant).orElse(null));
    row.add("test");
    row.add(fileId);
    row.add(++line);
    row.add(instant(knownAt));
    row.add(seq);
    rows.computeIfAbsent(stream, s -> new ArrayList<>()).add(RowFactory.create(row.toArray()));
    files.putIfAbsent(
        fileId,
        RowFactory.create(
            fileId,
            "test",
            "test",
            "file-" + fileId,
            "hash-" + fileId,
            1L,
            null,
            seq,
            null,
            0L,
            0L,
            0L));
    return this;
  }

  /** A customer's address, as some version of its record has it. */
  public BronzeRows address(long customer, String email, long fileId, String versionAt) {
    addresses.add(
        RowFactory.create(
            customer,
            "test",
            "n" + customer,
            email,
            null,
            null,
            null,
            null,
            null,
            instant(versionAt),
            instant(versionAt),
            "test",
            fileId,
            ++line,
            seq));
    return this;
  }

  /** Writes everything, and says of files of earlier runs that this one replaced them. */
  public void write(Long... replaced) {
    rows.forEach((stream, list) -> append(Streams.named(stream).bronze(), list));
    if (!addresses.isEmpty()) {
      append(BronzeTables.CONTACTS, addresses);
    }
    append(BronzeTables.FILES, List.copyOf(files.values()));
    for (Long fileId : replaced) {
      lakehouse.insertAndClose(
          BronzeTables.FILES,
          lakehouse.read(BronzeTables.FILES).limit(0),
          lakehouse
              .spark()
              .sql("select " + fileId + "L as file_id, " + seq + "L as superseded_seq"),
          List.of("file_id"),
          List.of("superseded_seq"));
    }
  }

  private void append(Table table, List<Row> list) {
    lakehouse.append(
        table,
        lakehouse.spark().createDataFrame(list, table.structType()),
        Ingest.APPLICATION,
        seq);
  }

  private static Object typed(StreamColumn column, String text) {
    if (text == null) {
      return null;
    }
    return switch (column.type()) {
      case ID, LONG -> Long.valueOf(text);
      case INT -> Integer.valueOf(text);
      case STRING -> text;
      case DECIMAL -> new BigDecimal(text).setScale(4);
      case BOOLEAN -> Boolean.valueOf(text);
      case TIMESTAMP -> instant(text);
      case DATE -> Date.valueOf(text);
    };
  }

  /** {@code 2025-03-01} for its midnight, or {@code 2025-03-01T10:15:00}, in UTC. */
  public static Timestamp instant(String text) {
    String full = text.length() == 10 ? text + "T00:00:00" : text;
    return Timestamp.from(Instant.parse(full + "Z"));
  }

  public static Date date(String text) {
    return Date.valueOf(LocalDate.parse(text));
  }

  static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }
}
