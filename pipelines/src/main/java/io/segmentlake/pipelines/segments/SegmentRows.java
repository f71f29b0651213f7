package io.segmentlake.pipelines.segments;

import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.CategoryPropensities;
import io.segmentlake.pipelines.predictions.Predictions;
import io.segmentlake.pipelines.silver.SilverTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The rows that rules are judged on.
 *
 * @param history features and silver tables, as known after an ingest run
 */
record SegmentRows(CustomerHistory history, CompiledSegments compiled) {

  /** Features with the measures of all definitions. */
  Dataset<Row> measured(Dataset<Row> features, List<LocalDate> dates) {
    Map<String, Dataset<Row>> streams = new HashMap<>();
    compiled.streams().forEach(name -> streams.put(name, stream(name)));
    Dataset<Row> known =
        new Predictions(history.lakehouse()).added(features, dates, compiled.predictions());
    Dataset<Row> likely =
        new CategoryPropensities(history).added(known, dates, compiled.predictions());
    return compiled.measured(likely, streams, dates);
  }

  /** Valid rows of a stream, by person. */
  Dataset<Row> stream(String name) {
    return history.valid(SilverTables.of(Streams.named(name)));
  }

  /** segment, the ordinal of a compiled segment; segment_id, version. */
  Dataset<Row> ordinals() {
    List<Row> names = new ArrayList<>();
    compiled
        .segments()
        .forEach(s -> names.add(RowFactory.create(s.ordinal(), s.id(), s.definition().version())));
    return history
        .lakehouse()
        .spark()
        .createDataFrame(
            names,
            new StructType()
                .add("segment", "int")
                .add("segment_id", "string")
                .add("version", "int"));
  }
}
