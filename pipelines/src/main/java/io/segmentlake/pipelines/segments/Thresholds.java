package io.segmentlake.pipelines.segments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentlake.models.segments.CompiledSegment;
import io.segmentlake.pipelines.Lakehouse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The derived thresholds of a run, found once.
 *
 * @param rows as_of, name, value; as few as there are dates and thresholds
 * @param values the same, by date and name
 */
record Thresholds(Dataset<Row> rows, Map<LocalDate, Map<String, String>> values) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Thresholds of(Lakehouse lakehouse, Dataset<Row> computed) {
    List<Row> few = computed.collectAsList();
    Map<LocalDate, Map<String, String>> values = new TreeMap<>();
    for (Row row : few) {
      String value =
          row.isNullAt(2) ? null : row.getDecimal(2).stripTrailingZeros().toPlainString();
      values
          .computeIfAbsent(row.getDate(0).toLocalDate(), d -> new TreeMap<>())
          .put(row.getString(1), value);
    }
    return new Thresholds(lakehouse.spark().createDataFrame(few, computed.schema()), values);
  }

  /** Those that were stored with an evaluation, by name. */
  static Map<String, BigDecimal> parsed(String json) {
    Map<String, BigDecimal> values = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> entry : JSON.readTree(json).properties()) {
        JsonNode value = entry.getValue();
        values.put(entry.getKey(), value.isNull() ? null : new BigDecimal(value.asText()));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read the thresholds stored with an evaluation", e);
    }
    return values;
  }

  /** The thresholds that a segment compared with on a date, as JSON. */
  String of(CompiledSegment segment, LocalDate date) {
    Map<String, String> own = new TreeMap<>(values.getOrDefault(date, Map.of()));
    own.keySet().retainAll(segment.thresholds());
    try {
      return JSON.writeValueAsString(own);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write thresholds as JSON", e);
    }
  }
}
