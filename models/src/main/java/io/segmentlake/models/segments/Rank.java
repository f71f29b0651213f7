package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Unparser;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A condition that holds for the customers with the largest values. The edge is the value of the
 * last of them, and all who reach it belong: ties are in.
 *
 * @param name as its definition calls it
 * @param by the value
 * @param base among whom; empty for all who have a value
 * @param share of the base, above 0 and at most 1
 */
public record Rank(String name, Node by, Optional<Node> base, BigDecimal share) {

  /** Normal form without the name. */
  public String text() {
    return "top "
        + share.movePointRight(2).stripTrailingZeros().toPlainString()
        + " % by "
        + Unparser.text(by)
        + base.map(node -> " of those with " + Unparser.text(node)).orElse("");
  }
}
