package io.segmentlake.jobs.lineage;

import io.segmentlake.jobs.TextTable;
import io.segmentlake.jobs.lineage.Lineage.Step;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lineage as lines of text. */
public final class LineageText {
  /** More tables of one layer are counted instead of named. */
  private static final int MOST_NAMED = 4;

  private LineageText() {}

  /** Every job, in order, with the tables that it reads and makes. */
  public static String of(Lineage lineage) {
    return table(lineage.steps());
  }

  /** One table: what it is, what it is made from, what depends on it. */
  public static String of(Lineage lineage, String table) {
    String grain = lineage.table(table).map(t -> t + ": " + t.grain() + "\n").orElse("");
    List<Step> uses = lineage.usedBy(table);
    return grain
        + "\nMade from\n"
        + table(lineage.madeFrom(table))
        + "\nUsed by\n"
        + (uses.isEmpty() ? "no job; SQL, reports and deliveries read it\n" : table(uses));
  }

  private static String table(List<Step> steps) {
    TextTable table = new TextTable("job", "reads", "makes");
    steps.forEach(step -> table.row(step.job(), shortened(step.reads()), shortened(step.writes())));
    return table.toString();
  }

  private static String shortened(List<String> tables) {
    if (tables.isEmpty()) {
      return "raw files";
    }
    Map<String, List<String>> layers =
        tables.stream()
            .collect(
                Collectors.groupingBy(
                    name -> name.substring(0, name.indexOf('.')),
                    TreeMap::new,
                    Collectors.toList()));
    return layers.entrySet().stream()
        .map(
            layer ->
                layer.getValue().size() > MOST_NAMED
                    ? "%s (%d tables)".formatted(layer.getKey(), layer.getValue().size())
                    : String.join(", ", layer.getValue()))
        .collect(Collectors.joining(", "));
  }
}
