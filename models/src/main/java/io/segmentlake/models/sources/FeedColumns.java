package io.segmentlake.models.sources;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.expression.ColumnCompiler;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.TypeChecker;
import io.segmentlake.models.expression.Vocabulary;
import io.segmentlake.models.identity.CustomerIds;
import io.segmentlake.models.streams.StreamColumn;
import io.segmentlake.models.streams.StreamColumn.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * A feed's mapping as Spark columns over its raw records: the verdict on each record, and its rows
 * in the streams.
 *
 * <p>A raw record has the columns {@link #PROBLEM} (text, null where the record could be read),
 * {@link #FILE_KNOWN_AT} (instant, null where the file's name tells none) and one text {@link #raw}
 * for each of {@link Feed#rawColumns()}, null where blank.
 */
public final class FeedColumns {
  public static final String PROBLEM = "problem";
  public static final String FILE_KNOWN_AT = "file_known_at";

  /** The shop's own customer number in a stream's row, which must not leave for open tables. */
  public static final String NATIVE_ID = "native_id";

  private final Feed feed;
  private final CustomerIds ids;
  private final TypeChecker types;
  private final FailureCompiler compiler;
  private final Conversion conversion;
  private final Map<String, Map<StreamColumn, Fallible>> values = new LinkedHashMap<>();

  /**
   * Compiles a feed.
   *
   * @param ids of the feed's system
   */
  public FeedColumns(Feed feed, CustomerIds ids) {
    this.feed = feed;
    this.ids = ids;
    List<String> raw = feed.rawColumns();
    Vocabulary vocabulary = MappingExpressions.vocabulary(raw, feed.zone());
    this.types = new TypeChecker(vocabulary, feed.toString(), new ArrayList<>());
    this.compiler =
        new FailureCompiler(new ColumnCompiler(vocabulary, name -> col(raw(raw.indexOf(name)))));
    this.conversion = new Conversion(feed.zone());
    feed.streams().forEach(stream -> values.put(stream.name(), compiled(stream)));
  }

  /** Name of the column that holds a raw text. */
  public static String raw(int index) {
    return "raw_" + index;
  }

  private Map<StreamColumn, Fallible> compiled(StreamMapping stream) {
    Map<StreamColumn, Fallible> compiled = new LinkedHashMap<>();
    stream.columns().forEach((column, node) -> compiled.put(column, value(node, column.type())));
    return compiled;
  }

  private Fallible value(Node node, Type type) {
    return conversion.to(type, types.type(node).orElseThrow(), compiler.compile(node));
  }

  /** Why a record cannot be loaded; null where it can. */
  public Column reason() {
    List<Column> reasons = new ArrayList<>();
    reasons.add(col(PROBLEM));
    feed.streams().forEach(stream -> addReasons(stream, reasons));
    for (QuarantineRule rule : feed.quarantine()) {
      Fallible predicate = compiler.compile(rule.predicate());
      reasons.add(when(predicate.value(), lit(rule.reason())));
      reasons.add(when(predicate.failed(), lit("it cannot be said whether " + rule.reason())));
    }
    Fallible knownAt = knownAtOrFailure();
    Column isTaken = feed.streams().stream().map(this::takes).reduce(lit(false), Column::or);
    Column isUnknown = knownAt.failed().or(knownAt.value().isNull());
    reasons.add(
        when(isTaken.and(isUnknown), lit("when it was known is missing or cannot be read")));
    return coalesce(reasons.toArray(Column[]::new));
  }

  private void addReasons(StreamMapping stream, List<Column> reasons) {
    stream
        .keep()
        .map(compiler::compile)
        .ifPresent(
            keep ->
                reasons.add(
                    when(
                        keep.failed(),
                        lit("it cannot be said whether it belongs to " + stream.name()))));
    values
        .get(stream.name())
        .forEach(
            (column, value) -> reasons.add(when(takes(stream), reason(stream, column, value))));
  }

  private static Column reason(StreamMapping stream, StreamColumn column, Fallible value) {
    String name = stream.name() + "." + column.name();
    String type = column.type().name().toLowerCase(Locale.ROOT);
    Column failed = when(value.failed(), lit(name + " cannot be read as " + type));
    boolean isKey = stream.mapsKey() && stream.stream().key().contains(column.name());
    return column.required() || isKey
        ? coalesce(failed, when(value.value().isNull(), lit(name + " is missing")))
        : failed;
  }

  private Column takes(StreamMapping stream) {
    return stream
        .keep()
        .map(compiler::compile)
        .map(keep -> coalesce(keep.value(), lit(false)))
        .orElse(lit(true));
  }

  /**
   * The row of a stream as one structure of its mapped columns and the {@link #NATIVE_ID}; null
   * where the stream does not take the record. Only of use for records without a {@link #reason}.
   */
  public Column row(StreamMapping stream) {
    List<Column> fields = new ArrayList<>();
    values
        .get(stream.name())
        .forEach(
            (column, value) -> {
              boolean isId = column.type() == Type.ID;
              fields.add((isId ? ids.customerId(value.value()) : value.value()).as(column.name()));
              if (isId) {
                fields.add(value.value().as(NATIVE_ID));
              }
            });
    return when(takes(stream), functions.struct(fields.toArray(Column[]::new)));
  }

  /** When the shop claims to have known the record. */
  public Column knownAt() {
    return knownAtOrFailure().value();
  }

  private Fallible knownAtOrFailure() {
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
    Map<StreamColumn, Fallible> row = values.get(records.name());
    Optional<String> at = records.stream().at().filter(records::maps);
    String name = at.or(() -> records.stream().versionColumn()).orElseThrow();
    return row.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
