package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.expression.Vocabulary;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells a condition on the lines of an order from one on the order. */
final class OrderLineNames {
  private OrderLineNames() {}

  /** Whether a column is named that lines have and orders have not. */
  static boolean areUsedIn(Node condition) {
    Vocabulary orders = Vocabularies.stream("orders");
    Vocabulary lines = Vocabularies.stream("order_lines");
    AtomicBoolean used = new AtomicBoolean();
    Nodes.walk(
        condition,
        part -> {
          boolean ofLine =
              part instanceof Node.ColumnRef column
                  && orders.column(column.name()).isEmpty()
                  && lines.column(column.name()).isPresent();
          used.compareAndSet(false, ofLine);
        });
    return used.get();
  }
}
