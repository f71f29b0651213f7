package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Unparser;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The k-th largest value among the customers of a base, k being a share of their number, rounded
 * up.
 *
 * @param key name of the threshold, the same for all definitions that rank alike
 * @param by over shared names
 * @param base over shared names; empty for all who have a value
 */
public record RankEdge(String key, Node by, Optional<Node> base, BigDecimal share) {

  /** As a sentence for people. */
  public String text() {
    return "the value of "
        + Unparser.text(by)
        + " that the top "
        + share.movePointRight(2).stripTrailingZeros().toPlainString()
        + " % reach"
        + base.map(node -> " of those with " + Unparser.text(node)).orElse("");
  }
}
