package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import java.util.List;

/**
 * One segment within a compiled run.
 *
 * @param ordinal its number in the run, from 0
 * @param rule over features, measure keys, thresholds and members alone
 * @param layer 0 where the rule needs no other segment, else one more than the highest it needs
 * @param thresholds keys of the rank edges and shop thresholds that the rule compares with, those
 *     of its members included
 */
public record CompiledSegment(
    int ordinal, SegmentDefinition definition, Node rule, int layer, List<String> thresholds) {

  public String id() {
    return definition.id();
  }

  /** Name of the three-valued column that says whether a customer belongs. */
  String column() {
    return SegmentFunctions.memberColumn(id());
  }
}
