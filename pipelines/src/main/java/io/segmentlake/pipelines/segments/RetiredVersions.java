package io.segmentlake.pipelines.segments;

import io.segmentlake.pipelines.segments.EvaluatedDates.SegmentVersion;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the versions of definitions that a run no longer asks, and when each of them ended. */
final class RetiredVersions {
  static final String CHANGED = "definition changed";
  static final String REMOVED = "definition removed";

  private RetiredVersions() {}

  /**
   * The end of a version.
   *
   * @param date first one evaluated without it after the last one that has its answer
   * @param reason for those who were in to the end
   */
  record Ending(LocalDate date, String reason) {}

  /**
   * Endings by version; none for a version whose answer at a later date still stands, as in a
   * backfill with a new version.
   *
   * @param dates that the run evaluates: their answers take the place of earlier ones
   * @param earlier dates evaluated by earlier runs, by version
   * @param asked versions that the run asks
   */
  static Map<SegmentVersion, Ending> endings(
      List<LocalDate> dates,
      Map<SegmentVersion, TreeSet<LocalDate>> earlier,
      Collection<SegmentVersion> asked) {
    TreeSet<LocalDate> all = new TreeSet<>(dates);
    earlier.values().forEach(all::addAll);
    Set<String> ids = new HashSet<>();
    asked.forEach(version -> ids.add(version.segmentId()));
    Map<SegmentVersion, Ending> endings = new HashMap<>();
    earlier.forEach(
        (version, evaluated) -> {
          TreeSet<LocalDate> standing = new TreeSet<>(evaluated);
          dates.forEach(standing::remove);
          LocalDate end = standing.isEmpty() ? all.first() : all.higher(standing.last());
          if (end != null && !asked.contains(version)) {
            endings.put(
                version, new Ending(end, ids.contains(version.segmentId()) ? CHANGED : REMOVED));
          }
        });
    return endings;
  }
}
