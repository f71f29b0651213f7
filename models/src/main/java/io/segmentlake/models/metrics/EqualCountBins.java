package io.segmentlake.models.metrics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bins of scores that hold about equally many customers, lowest first. Customers of one score stay
 * together: their bin is that of the customer in their middle. So a bin can be empty, and then is
 * not there.
 *
 * @param lowest the lowest score of each bin, ascending
 */
record EqualCountBins(double[] lowest) implements Serializable {

  static EqualCountBins of(List<ScoreGroup> groups, int bins) {
    if (bins < 1 || groups.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot bin %d scores: there are %d bins. At least one of each is needed."
              .formatted(groups.size(), bins));
    }
    double total = RankMetrics.weight(groups);
    double below = 0;
    int last = -1;
    List<Double> lowest = new ArrayList<>();
    for (int i = groups.size() - 1; i >= 0; i--) {
      ScoreGroup group = groups.get(i);
      int bin = (int) Math.min(bins - 1, bins * (below + group.weight() / 2) / total);
      if (bin != last) {
        lowest.add(group.score());
        last = bin;
      }
      below += group.weight();
    }
    return new EqualCountBins(lowest.stream().mapToDouble(Double::doubleValue).toArray());
  }

  int count() {
    return lowest.length;
  }

  /** The bin of a score; scores below all bins are in the first. */
  int indexOf(double score) {
    int found = Arrays.binarySearch(lowest, score);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }
}
