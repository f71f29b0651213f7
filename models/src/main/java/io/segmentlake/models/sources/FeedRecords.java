package io.segmentlake.models.sources;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.identity.CustomerIds;
import io.segmentlake.models.streams.StreamColumn;
import io.segmentlake.models.streams.StreamColumn.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A feed's mapping applied to its raw records: the verdict on each record, and its rows in the
 * streams.
 *
 * <p>A raw record has the columns {@link #PROBLEM} (text, null where the record could be read),
 * {@link #FILE_KNOWN_AT} (instant, null where the file's name tells none) and one text {@link #raw}
 * for each of {@link Feed#rawColumns()}, null where blank.
 */
public final class FeedRecords {
  public static final String PROBLEM = "problem";
  public static final String FILE_KNOWN_AT = "file_known_at";
  public static final String REASON = "reason";
  public static final String KNOWN_AT = "known_at";

  /** The shop's own customer number in a stream's row, which must not leave for open tables. */
  public static final String NATIVE_ID = "native_id";

  private final Feed feed;
  private final CustomerIds ids;
  private final PreparedCalls calls;
  private final PreparedValues values;
  private final Map<String, Map<StreamColumn, Fallible>> columns = new LinkedHashMap<>();
  private final Map<String, Fallible> keeps = new LinkedHashMap<>();
  private final Map<String, Fallible> rules = new LinkedHashMap<>();
  private final Fallible knownAt;

  /**
   * Compiles a feed.
   *
   * @param ids of the feed's system
   */
  public FeedRecords(Feed feed, CustomerIds ids) {
    this.feed = feed;
    this.ids = ids;
    this.calls = new PreparedCalls(feed);
    feed.expressions().forEach(calls::prepare);
    this.values = new PreparedValues(calls, new Conversion(feed.zone()));
    for (StreamMapping stream : feed.streams()) {
      Map<StreamColumn, Fallible> row = new LinkedHashMap<>();
      stream.columns().forEach((column, node) -> row.put(column, value(node, column.type())));
      columns.put(stream.name(), row);
      stream.keep().ifPresent(keep -> keeps.put(stream.name(), condition(keep)));
    }
    feed.quarantine().forEach(rule -> rules.put(rule.reason(), condition(rule.predicate())));
    this.knownAt = compiledKnownAt();
  }

  /** Name of the column that holds a raw text. */
  public static String raw(int index) {
    return "raw_" + index;
  }

  private Fallible value(Node node, Type type) {
    return values.value(calls.prepare(node), type);
  }

  private Fallible condition(Node node) {
    return values.condition(calls.prepare(node));
  }

  /**
   * Judges raw records.
   *
   * @param places columns of the raw records to keep
   * @return the places, {@link #REASON} (null: the record is loaded), {@link #KNOWN_AT}, and for
   *     each stream a structure of its name with the mapped columns and the {@link #NATIVE_ID};
   *     null where the stream does not take the record and where nothing is loaded
   */
  public Dataset<Row> judge(Dataset<Row> raw, List<String> places) {
    Dataset<Row> calculated = values.calculate(calls.calculate(raw));
    Map<String, Column> verdict = new LinkedHashMap<>();
    verdict.put(REASON, reason());
    verdict.put(KNOWN_AT, knownAt.value());
    feed.streams()
        .forEach(
            stream -> idOf(stream).ifPresent(id -> verdict.put(idName(id), ids.customerId(id))));
    List<Column> kept = new ArrayList<>();
    places.forEach(place -> kept.add(col(place)));
    kept.add(col(REASON));
    kept.add(col(KNOWN_AT));
    Column isLoaded = col(REASON).isNull();
    for (StreamMapping stream : feed.streams()) {
      kept.add(when(isLoaded.and(takes(stream)), row(stream)).as(stream.name()));
    }
    return calculated.withColumns(verdict).select(kept.toArray(Column[]::new));
  }

  private Optional<Column> idOf(StreamMapping stream) {
    return stream.idColumn().map(id -> columns.get(stream.name()).get(id).value());
  }

  private static String idName(Column nativeId) {
    return "id_of_" + nativeId;
  }

  private Column reason() {
    List<Column> reasons = new ArrayList<>();
    reasons.add(col(PROBLEM));
    feed.streams().forEach(stream -> addReasons(stream, reasons));
    rules.forEach(
        (reason, rule) -> {
          reasons.add(when(rule.value(), lit(reason)));
          reasons.add(when(rule.failed(), lit("it cannot be said whether " + reason)));
        });
    Column isTaken = feed.streams().stream().map(this::takes).reduce(lit(false), Column::or);
    Column isUnknown = knownAt.failed().or(knownAt.value().isNull());
    reasons.add(
        when(isTaken.and(isUnknown), lit("when it was known is missing or cannot be read")));
    return coalesce(reasons.toArray(Column[]::new));
  }

  private void addReasons(StreamMapping stream, List<Column> reasons) {
    if (keeps.containsKey(stream.name())) {
      Column failed = keeps.get(stream.name()).failed();
      reasons.add(when(failed, lit("it cannot be said whether it belongs to " + stream.name())));
    }
    columns
        .get(stream.name())
        .forEach(
            (column, value) -> {
              String name = stream.name() + "." + column.name();
              String type = described(column.type());
              reasons.add(when(takes(stream).and(value.failed()), lit(name + " is no " + type)));
              boolean isKey = stream.mapsKey() && stream.stream().key().contains(column.name());
              if (column.required() || isKey) {
                Column isMissing = value.value().isNull();
                reasons.add(when(takes(stream).and(isMissing), lit(name + " is missing")));
              }
            });
  }

  private static String described(Type type) {
    return switch (type) {
      case LONG, INT -> "whole number";
      case DECIMAL -> "number";
      case TIMESTAMP -> "time";
      case DATE -> "date";
      case BOOLEAN -> "yes or no";
      case ID, STRING -> "text";
    };
  }

  private Column takes(StreamMapping stream) {
    return keeps.containsKey(stream.name())
        ? coalesce(keeps.get(stream.name()).value(), lit(false))
        : lit(true);
  }

  private Column row(StreamMapping stream) {
    List<Column> fields = new ArrayList<>();
    columns
        .get(stream.name())
        .forEach(
            (column, value) -> {
              boolean isId = column.type() == Type.ID;
              Column field = isId ? col(idName(value.value())) : value.value();
              fields.add(field.as(column.name()));
              if (isId) {
                fields.add(value.value().as(NATIVE_ID));
              }
            });
    return functions.struct(fields.toArray(Column[]::new));
  }

  private Fallible compiledKnownAt() {
    if (feed.knownAt() instanceof KnownAt.Told told) {
      return value(told.expression(), Type.TIMESTAMP);
    } else if (feed.knownAt() instanceof KnownAt.Assumed assumed) {
      Fallible occurred = occurred();
      return new Fallible(occurred.value().plus(lit(assumed.lag())), occurred.failed());
    }
    return new Fallible(col(FILE_KNOWN_AT), lit(false));
  }

  private Fallible occurred() {
    StreamMapping records = feed.recordStream();
    String name = records.occurredColumn().orElseThrow();
    return columns.get(records.name()).entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
