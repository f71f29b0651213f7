package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Words of the language that this version cannot run: they are refused by name. */
final class Later {
  static final Set<String> AGGREGATES = Set.of("median", "count_distinct");
  static final Set<String> MEASURE_KEYS = Set.of("after", "at_most", "per");
  static final Set<String> STREAMS =
      Set.of("sessions", "cart_events", "deliveries", "message_results");
  private static final Set<String> NAMES =
      Set.of("local_hour", "local_weekday", "days_since_previous");
  private static final Set<String> FUNCTIONS =
      Set.of("member_ago", "any_of", "minutes_since", "hours_since");

  private Later() {}

  static String notYet(String word) {
    return "'" + word + "' is not supported yet";
  }

  static boolean isLaterWindow(String text) {
    return text.matches("latest .*|.* (hours?|minutes?)");
  }

  /** Notes such words in an expression; true where there was one. */
  static boolean isUsed(Node node, String path, List<Mistake> mistakes) {
    AtomicBoolean found = new AtomicBoolean();
    Nodes.walk(
        node,
        part -> {
          boolean name = part instanceof Node.ColumnRef n && NAMES.contains(n.name());
          boolean function = part instanceof Node.Call n && FUNCTIONS.contains(n.function());
          if (name || function) {
            String word =
                part instanceof Node.Call n ? n.function() : ((Node.ColumnRef) part).name();
            mistakes.add(Mistake.at(part.at(), path, notYet(word)));
            found.set(true);
          }
        });
    return found.get();
  }
}
