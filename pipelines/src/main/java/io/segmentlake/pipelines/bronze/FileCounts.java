package io.segmentlake.pipelines.bronze;

import io.segmentlake.models.sources.StreamMapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Records of one feed's new files by verdict. */
final class FileCounts {
  /** Columns before those of the streams. */
  private static final int FIRST_STREAM = 4;

  private final Map<Long, Map<String, Long>> refusedByFile = new HashMap<>();
  private final Map<Long, Long> loadedByFile = new HashMap<>();
  private final Map<String, Long> takenByStream = new HashMap<>();
  private long named;

  /**
   * @param counts rows of {@link Verdicts#counts}
   */
  static FileCounts of(List<StreamMapping> streams, List<Row> counts) {
    FileCounts all = new FileCounts();
    for (Row row : counts) {
      all.add(row.getLong(0), row.getString(1), row.getLong(2));
      all.named += row.getLong(3);
      for (int i = 0; i < streams.size(); i++) {
        all.takenByStream.merge(streams.get(i).name(), row.getLong(FIRST_STREAM + i), Long::sum);
      }
    }
    return all;
  }

  static FileCounts none() {
    return new FileCounts();
  }

  private void add(long file, String reason, long records) {
    if (reason == null) {
      loadedByFile.merge(file, records, Long::sum);
    } else {
      refusedByFile.computeIfAbsent(file, f -> new TreeMap<>()).merge(reason, records, Long::sum);
    }
  }

  long ok(long file) {
    return loadedByFile.getOrDefault(file, 0L);
  }

  long quarantined(long file) {
    return refusedByFile.getOrDefault(file, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  boolean hasRefused() {
    return !refusedByFile.isEmpty();
  }

  /** Whether any record names a customer. */
  boolean hasCustomers() {
    return named > 0;
  }

  boolean hasRows(StreamMapping stream) {
    return takenByStream.getOrDefault(stream.name(), 0L) > 0;
  }

  IngestResult.FeedCounts feed(FeedPlan plan) {
    Map<String, Long> reasons = new TreeMap<>();
    refusedByFile
        .values()
        .forEach(file -> file.forEach((reason, n) -> reasons.merge(reason, n, Long::sum)));
    long ok = loadedByFile.values().stream().mapToLong(Long::longValue).sum();
    long quarantined = reasons.values().stream().mapToLong(Long::longValue).sum();
    return new IngestResult.FeedCounts(
        plan.feed().source(),
        plan.feed().name(),
        plan.found(),
        plan.arrivals().size(),
        plan.replayed(),
        plan.replaced().size(),
        ok + quarantined,
        ok,
        quarantined,
        reasons);
  }
}
