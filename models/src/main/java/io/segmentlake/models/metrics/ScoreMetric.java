package io.segmentlake.models.metrics;

import java.util.List;

/** A measure of a score, for example {@code RankMetrics::rocAuc}. */
@FunctionalInterface
public interface ScoreMetric {

  /**
   * @param groups best score first, each score once
   * @return NaN where the measure has no meaning, for example with outcomes of one kind only
   */
  double of(List<ScoreGroup> groups);
}
