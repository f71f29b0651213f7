package io.segmentlake.pipelines.bronze;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Records of each file by verdict. */
final class FileCounts {
  private final Map<Long, Map<String, Long>> refusedByFile = new HashMap<>();
  private final Map<Long, Long> loadedByFile = new HashMap<>();

  /**
   * @param counts rows of {@link Verdicts#counts}
   */
  static FileCounts of(List<Row> counts) {
    FileCounts all = new FileCounts();
    for (Row row : counts) {
      long file = row.getLong(0);
      if (row.isNullAt(1)) {
        all.loadedByFile.merge(file, row.getLong(2), Long::sum);
      } else {
        all.refusedByFile
            .computeIfAbsent(file, f -> new TreeMap<>())
            .merge(row.getString(1), row.getLong(2), Long::sum);
      }
    }
    return all;
  }

  long ok(long file) {
    return loadedByFile.getOrDefault(file, 0L);
  }

  long quarantined(long file) {
    return reasons(file).values().stream().mapToLong(Long::longValue).sum();
  }

  Map<String, Long> reasons(long file) {
    return refusedByFile.getOrDefault(file, Map.of());
  }

  IngestResult.FeedCounts feed(FeedPlan plan) {
    Map<String, Long> reasons = new TreeMap<>();
    long ok = 0;
    long quarantined = 0;
    for (FeedPlan.Arrival arrival : plan.arrivals()) {
      ok += ok(arrival.fileId());
      quarantined += quarantined(arrival.fileId());
      reasons(arrival.fileId()).forEach((reason, n) -> reasons.merge(reason, n, Long::sum));
    }
    return new IngestResult.FeedCounts(
        plan.feed().source(),
        plan.feed().name(),
        plan.files(),
        plan.arrivals().size(),
        plan.replayed(),
        plan.replaced().size(),
        ok + quarantined,
        ok,
        quarantined,
        reasons);
  }
}
