package io.segmentlake.models.segments;

import io.segmentlake.models.expression.ValueType;
import io.segmentlake.models.expression.Vocabulary;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.streams.DerivedColumns;
import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be named: in a rule the customer's features, in a measure the columns of a stream. */
final class Vocabularies {
  static final String CUSTOMER_ID = "customer_id";
  static final String EVENT_ON = "event_on";

  private static final Vocabulary FEATURES =
      Vocabulary.of(types(FeatureColumns.all()))
          .withColumns(types(PredictionColumns.all()))
          .with(SegmentFunctions.all());

  private Vocabularies() {}

  static Vocabulary features() {
    return FEATURES;
  }

  /** Streams of events that belong to customers. */
  static List<String> measurableStreams() {
    return Streams.all().stream()
        .filter(s -> s.isEvent() && hasColumn(s, CUSTOMER_ID))
        .map(Stream::name)
        .toList();
  }

  /** Columns of a stream, of what it refers to, and the as-of date. */
  static Vocabulary stream(String name) {
    Stream stream = Streams.named(name);
    Map<String, ValueType> columns = new LinkedHashMap<>(types(stream.tableColumns()));
    columns.putAll(types(DerivedColumns.of(name)));
    columns.remove(CUSTOMER_ID);
    columns.put(EVENT_ON, ValueType.DATE);
    columns.put(DateFunctions.AS_OF, ValueType.DATE);
    for (Lookup lookup : Lookup.of(stream)) {
      types(lookup.dimension().tableColumns())
          .forEach((column, type) -> columns.putIfAbsent(lookup.prefix() + "." + column, type));
    }
    return Vocabulary.of(columns).with(DateFunctions.all());
  }

  static boolean hasColumn(Stream stream, String column) {
    return stream.columns().stream().anyMatch(c -> c.name().equals(column));
  }

  private static Map<String, ValueType> types(List<Column> columns) {
    Map<String, ValueType> types = new LinkedHashMap<>();
    for (Column column : columns) {
      ValueType.of(column.type()).ifPresent(type -> types.put(column.name(), type));
    }
    return types;
  }

  /** Columns that are never null, in a customer's features as in any aggregation. */
  static boolean isNeverNull(String feature) {
    return feature.matches(
            "(orders|revenue|margin_unknown|visits|cart_adds|email_[a-z_]+)_(\\d+d|lifetime)")
        || Set.of(
                DateFunctions.AS_OF,
                "refunds_lifetime",
                "order_days",
                "is_gap_imputed",
                "engagement_score",
                "engagement_tier")
            .contains(feature);
  }
}
