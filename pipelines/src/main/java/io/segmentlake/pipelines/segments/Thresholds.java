package io.segmentlake.pipelines.segments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentlake.models.segments.CompiledSegment;
import io.segmentlake.pipelines.Lakehouse;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

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

  /** Those that were stored with the evaluations of a date: as_of, name, value. */
  static Dataset<Row> stored(Lakehouse lakehouse, LocalDate asOf, List<Row> json) {
    Map<String, BigDecimal> values = new TreeMap<>();
    try {
      for (Row row : json) {
        for (Map.Entry<String, JsonNode> entry : JSON.readTree(row.getString(0)).properties()) {
          values.put(
              entry.getKey(),
              entry.getValue().isNull()
                  ? null
                  : new BigDecimal(entry.getValue().asText()).setScale(4));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read the thresholds stored for " + asOf, e);
    }
    List<Row> rows = new ArrayList<>();
    values.forEach((name, value) -> rows.add(RowFactory.create(Date.valueOf(asOf), name, value)));
    return lakehouse
        .spark()
        .createDataFrame(
            rows,
            new StructType()
                .add("as_of", "date")
                .add("name", "string")
                .add("value", "decimal(28,4)"));
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
