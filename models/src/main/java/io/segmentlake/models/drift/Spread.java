package io.segmentlake.models.drift;

import io.segmentlake.models.metrics.PopulationStability;
import java.util.List;

/**
 * How one number is spread over customers.
 *
 * @param name of the column
 * @param edges ascending; a bin reaches from above one edge up to the next, that one included
 * @param counts customers below the first edge, of each bin, and above the last edge; and at the
 *     end those of whom the number is unknown; means over shifted bins, as {@link Spreads} has them
 */
public record Spread(String name, List<Double> edges, List<Long> counts) {
  public Spread {
    edges = List.copyOf(edges);
    counts = List.copyOf(counts);
    if (counts.size() != edges.size() + 2) {
      throw new IllegalArgumentException(
          "Cannot tell how %s is spread: it has %d edges and %d counts. There must be two more."
              .formatted(name, edges.size(), counts.size()));
    }
  }

  public long customers() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * How far it has moved: the population stability index, with unknown as a bin of its own.
   *
   * @param before the same number, counted between the same edges
   */
  public double movedFrom(Spread before) {
    return PopulationStability.ofCounts(numbers(before), numbers(this));
  }

  private static double[] numbers(Spread spread) {
    return spread.counts().stream().mapToDouble(Long::doubleValue).toArray();
  }
}
