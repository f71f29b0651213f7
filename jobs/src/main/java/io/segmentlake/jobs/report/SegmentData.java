package io.segmentlake.jobs.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One segment on the page's date, with its history.
 *
 * @param definition empty where no definition of this version is stored
 * @param size on the page's date; empty where it was evaluated only earlier
 * @param history one entry for each date of the page, null where the segment was not evaluated
 */
record SegmentData(
    String id,
    int version,
    Optional<Definition> definition,
    Optional<Size> size,
    Optional<Evaluation> evaluation,
    List<Size> history) {

  /** What its file says. */
  record Definition(
      String owner,
      String purpose,
      List<String> goals,
      String offer,
      List<String> channels,
      int priority,
      String rule) {

    Definition {
      goals = List.copyOf(goals);
      channels = List.copyOf(channels);
    }
  }

  /**
   * One date's row of segments.sizes.
   *
   * @param share members ÷ base, null for an empty base
   * @param revenue of members in 365 days
   * @param margin of members in 365 days, where costs are known; null where none is
   * @param orderValue mean, null without orders
   */
  record Size(
      long members,
      BigDecimal share,
      long entered,
      long left,
      BigDecimal revenue,
      BigDecimal margin,
      BigDecimal orderValue) {}

  /** Persons whom the rule was asked about, and those of whom a fact was missing. */
  record Evaluation(long base, long unknown) {}

  String owner() {
    return definition.map(Definition::owner).orElse("");
  }

  String purpose() {
    return definition.map(Definition::purpose).orElse("");
  }

  String title() {
    return Titles.of(id);
  }
}
