package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Unparser;
import io.segmentlake.models.expression.ValueType;
import java.util.Optional;

/**
 * A value per customer, aggregated over a stream's rows.
 *
 * @param name as its definition calls it
 * @param stream the silver table
 * @param of what is aggregated; empty for counts
 * @param where which rows count; empty for all
 * @param type of the value
 */
public record Measure(
    String name,
    Aggregate aggregate,
    String stream,
    Optional<Node> of,
    Optional<Node> where,
    TimeWindow window,
    ValueType type) {

  /** Normal form without the name: measures with the same text are the same measure. */
  public String text() {
    String what =
        aggregate == Aggregate.COUNT_ORDERS
            ? "count orders with a line"
            : aggregate.word() + " " + stream;
    return what
        + of.map(node -> " of " + Unparser.text(node)).orElse("")
        + where.map(node -> " where " + Unparser.text(node)).orElse("")
        + (window.isAllTime() ? "" : " window " + window.text());
  }

  /** Name of its column when compiled, the same for all definitions that measure the same. */
  public String key() {
    return aggregate.word() + "_" + stream + "_" + Digest.of(text(), 12);
  }
}
