package io.segmentlake.models.segments;

import java.util.List;

/**
 * What people need to know of a segment; none of it changes who belongs to it.
 *
 * @param owner team or person who answers for it
 * @param purpose one sentence
 * @param goals at least one that is no purchase
 * @param offer suggested content; may be empty
 * @param channels where it is used; may be empty
 * @param priority 0 to 100; the higher wins where someone belongs to several
 */
public record SegmentBrief(
    String owner,
    String purpose,
    List<Goal> goals,
    String offer,
    List<String> channels,
    int priority) {

  static final int DEFAULT_PRIORITY = 50;

  public SegmentBrief {
    goals = List.copyOf(goals);
    channels = List.copyOf(channels);
  }
}
