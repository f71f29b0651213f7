package io.segmentlake.jobs.report;

import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.tables.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which segments ask for a prediction, by themselves or through a segment that they build on. */
final class WaitingForModel {
  private static final Set<String> PREDICTIONS =
      PredictionColumns.all().stream().map(Column::name).collect(Collectors.toUnmodifiableSet());
  private static final Pattern WORD = Pattern.compile("\\w+");

  private final Map<String, SegmentData> byId;

  WaitingForModel(List<SegmentData> segments) {
    byId = segments.stream().collect(Collectors.toMap(SegmentData::id, Function.identity()));
  }

  boolean includes(SegmentData segment) {
    return includes(segment, new HashSet<>());
  }

  /** A stored rule has no cycles; what was stored by hand may. */
  private boolean includes(SegmentData segment, Set<String> seen) {
    if (!seen.add(segment.id()) || segment.definition().isEmpty()) {
      return false;
    }
    Matcher words = WORD.matcher(segment.definition().get().rule());
    while (words.find()) {
      SegmentData other = byId.get(words.group());
      if (PREDICTIONS.contains(words.group()) || other != null && includes(other, seen)) {
        return true;
      }
    }
    return false;
  }
}
