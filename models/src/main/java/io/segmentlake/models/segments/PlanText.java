package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.expression.Unparser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Prints a compiled run for review: what is made, how, and which segments need it. */
final class PlanText {
  private final CompiledSegments compiled;
  private final StringBuilder text = new StringBuilder();

  PlanText(CompiledSegments compiled) {
    this.compiled = compiled;
  }

  String text() {
    line(
        "%d segments, %d measures over %d streams, %d rank edges, %d shop thresholds",
        compiled.segments().size(),
        compiled.measures().size(),
        StreamMeasures.group(compiled.measures()).size(),
        compiled.rankEdges().size(),
        compiled.shopThresholds().size());
    streams();
    thresholds();
    segments();
    return text.toString();
  }

  private void streams() {
    for (StreamMeasures stream : StreamMeasures.group(compiled.measures())) {
      line("");
      line("stream %s: one scan of %s, one aggregation", stream.stream(), stream.reach());
      for (Measure measure : stream.measures()) {
        line("  %s", measure.key());
        line("    = %s", measure.text());
        line("    path: %s", path(measure));
        line("    for %s", users(measure.key()));
      }
    }
  }

  private static String path(Measure measure) {
    boolean byKey =
        measure.aggregate() == Aggregate.FIRST
            || measure.aggregate() == Aggregate.LAST
            || measure.aggregate() == Aggregate.COUNT_ORDERS;
    return byKey
        ? "conditional aggregate that keeps keys or values of rows (sorts or collects)"
        : "conditional aggregate";
  }

  private void thresholds() {
    if (!compiled.rankEdges().isEmpty()) {
      line("");
      line("rank edges: one aggregation over the base, exact, ties in");
    }
    for (RankEdge edge : compiled.rankEdges()) {
      line("  %s", edge.key());
      line("    = %s", edge.text());
      line("    for %s", users(edge.key()));
    }
    if (!compiled.shopThresholds().isEmpty()) {
      line("");
      line("shop thresholds: from features.shop");
    }
    for (ShopThreshold threshold : compiled.shopThresholds()) {
      line("  %s  for %s", threshold.key(), users(threshold.key()));
    }
  }

  private void segments() {
    line("");
    line("rules: one pass, members after the segments they build on");
    for (CompiledSegment segment : compiled.segments()) {
      SegmentDefinition definition = segment.definition();
      line(
          "  %d %s v%d, layer %d, %s",
          segment.ordinal(),
          segment.id(),
          definition.version(),
          segment.layer(),
          definition.contentHash().substring(0, 12));
      rule(segment.rule());
    }
  }

  /** One line for each part of the outermost "and" or "or". */
  private void rule(Node rule) {
    boolean any = rule instanceof Node.Or;
    List<Node> parts = any || rule instanceof Node.And ? Nodes.children(rule) : List.of(rule);
    for (int i = 0; i < parts.size(); i++) {
      String part = Unparser.text(parts.get(i));
      boolean brackets = !any && parts.size() > 1 && parts.get(i) instanceof Node.Or;
      String by = i == 0 ? "    " : any ? " or " : "and ";
      line("      %s%s", by, brackets ? "(" + part + ")" : part);
    }
  }

  /** The segments that name a measure or threshold themselves. */
  private String users(String key) {
    Set<String> users = new LinkedHashSet<>();
    for (CompiledSegment segment : compiled.segments()) {
      Nodes.walk(
          segment.rule(),
          node -> {
            boolean column = node instanceof Node.ColumnRef n && n.name().equals(key);
            boolean shop =
                node instanceof Node.Call n
                    && n.function().equals(ShopThreshold.FUNCTION)
                    && ShopThreshold.of(n).key().equals(key);
            if (column || shop) {
              users.add(segment.id());
            }
          });
    }
    for (RankEdge edge : compiled.rankEdges()) {
      boolean used = edge.text().contains(key) || edge.text().contains(quoted(key));
      if (used) {
        users.add(edge.key());
      }
    }
    return String.join(", ", users);
  }

  private static String quoted(String key) {
    return "shop('" + key.replace(".", "', '") + "')";
  }

  private void line(String format, Object... arguments) {
    text.append(format.formatted(arguments).stripTrailing()).append('\n');
  }
}
