package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.Suggestions;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.SqlFunction;
import io.segmentlake.models.expression.ValueType;
import io.segmentlake.models.features.ShopStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the rule of a segment may call beside the standard functions. */
final class SegmentFunctions {
  static final String MEMBER = "member";

  private SegmentFunctions() {}

  static List<SqlFunction> all() {
    List<SqlFunction> all = new ArrayList<>(DateFunctions.all());
    all.add(
        new SqlFunction(
            MEMBER,
            "member('segment')",
            (arguments, types) -> {
              constants(arguments, 1);
              return ValueType.BOOLEAN;
            },
            (arguments, columns, names) -> names.column(memberColumn(text(arguments, 0)))));
    all.add(
        new SqlFunction(
            ShopThreshold.FUNCTION,
            "shop('name', 'statistic')",
            SegmentFunctions::knownThreshold,
            (arguments, columns, names) ->
                names.column(new ShopThreshold(text(arguments, 0), text(arguments, 1)).key())));
    return all;
  }

  /** Name under which a rule finds whether a customer belongs to another segment. */
  static String memberColumn(String id) {
    return "member." + id;
  }

  static String text(List<Node> arguments, int index) {
    return (String) ((Node.Literal) arguments.get(index)).value();
  }

  private static ValueType knownThreshold(List<Node> arguments, List<ValueType> types) {
    constants(arguments, 2);
    ShopThreshold wanted = new ShopThreshold(text(arguments, 0), text(arguments, 1));
    Set<String> known = new TreeSet<>(ShopStatistics.known());
    if (!known.contains(wanted.key())) {
      String nearest =
          Suggestions.nearest(wanted.key(), known)
              .map(key -> "did you mean '" + key.replace(".", "', '") + "'?")
              .orElse("known are " + String.join(", ", known));
      throw new IllegalArgumentException(
          "has no '" + wanted.name() + "', '" + wanted.statistic() + "'; " + nearest);
    }
    return ValueType.DECIMAL;
  }

  private static void constants(List<Node> arguments, int count) {
    boolean texts =
        arguments.stream().allMatch(a -> a instanceof Node.Literal n && n.type() == ValueType.TEXT);
    if (arguments.size() != count || !texts) {
      throw new IllegalArgumentException("wants names in quotes");
    }
  }
}
