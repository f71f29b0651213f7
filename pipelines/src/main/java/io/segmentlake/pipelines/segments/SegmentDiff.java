package io.segmentlake.pipelines.segments;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * How the members of one segment would change.
 *
 * @param staying members now and with the draft
 * @param entering members only with the draft
 * @param leaving members only now
 * @param unknown persons who are no members now, and of whom the draft lacks a fact
 * @param samples some of those who enter and who leave
 */
public record SegmentDiff(
    String segmentId,
    Crowd staying,
    Crowd entering,
    Crowd leaving,
    long unknown,
    Map<Side, List<Sample>> samples) {

  /** What becomes of a person. */
  public enum Side {
    STAYING,
    ENTERING,
    LEAVING,
    UNKNOWN
  }

  /**
   * Some persons together.
   *
   * @param revenue in 365 days
   * @param margin in 365 days, where costs are known
   */
  public record Crowd(long persons, BigDecimal revenue, BigDecimal margin) {
    static final Crowd NOBODY = new Crowd(0, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** A person, and what the draft's rule says of it; empty where it cannot be judged any more. */
  public record Sample(long customerId, String reason) {}

  /** Members by the version that was evaluated. */
  public long now() {
    return staying.persons() + leaving.persons();
  }

  public long drafted() {
    return staying.persons() + entering.persons();
  }

  public BigDecimal revenueChange() {
    return entering.revenue().subtract(leaving.revenue());
  }

  public BigDecimal marginChange() {
    return entering.margin().subtract(leaving.margin());
  }
}
