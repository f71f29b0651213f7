package io.segmentlake.jobs.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Segments over made-up measures, as definitions and as a script for DuckDB.
 *
 * @param segments how many
 * @param measures which they take in turn; each time around with another threshold
 */
record MadeUpSegments(int segments, List<MadeUpMeasure> measures) {

  static MadeUpSegments of(int segments, int distinctMeasures) {
    return new MadeUpSegments(segments, MadeUpMeasures.first(distinctMeasures));
  }

  List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      ids.add(id(i));
    }
    return ids;
  }

  /** Writes one file a segment. */
  void writeDefinitions(Path folder) {
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < segments; i++) {
        Files.writeString(folder.resolve(id(i) + ".yaml"), definition(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write definitions to " + folder, e);
    }
  }

  /** Writes the script that finds the same members: table members (segment_id, customer). */
  void writeScript(Path file) {
    try {
      Files.writeString(file, script());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  String definition(int i) {
    return """
        id: %s
        version: 1
        owner: benchmark
        purpose: Made up to measure how long many segments take.
        goals: [{kind: engagement, metric: none}]
        channels: [email]
        priority: 1
        measures:
        %s
        when: %s
        """
        .formatted(id(i), measure(i).yaml(), rule(i));
  }

  String script() {
    StringBuilder sql = new StringBuilder();
    Set<String> streams = new LinkedHashSet<>();
    measures.forEach(m -> streams.add(m.stream()));
    for (String stream : streams) {
      sql.append(
              "create table measured_%1$s as\nselect customer,\n%2$s\nfrom %1$s\n"
                  .formatted(stream, columns(stream)))
          .append("where customer is not null and event_on <= getvariable('as_of')\n")
          .append("group by customer;\n\n");
    }
    sql.append("create table measured as\nselect features.*,\n");
    sql.append(
        measures.stream()
            .map(m -> "  " + m.sqlOfEverybody())
            .collect(Collectors.joining(",\n", "", "\nfrom features\n")));
    streams.forEach(s -> sql.append("left join measured_%s using (customer)\n".formatted(s)));
    sql.append(";\n\ncreate table verdicts as\nselect customer,\n");
    List<String> verdicts = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      verdicts.add("  %s as %s".formatted(rule(i), id(i)));
    }
    return sql.append(String.join(",\n", verdicts))
        .append("\nfrom measured;\n\ncreate table members as\nselect segment_id, customer\n")
        .append(
            "from (unpivot verdicts on columns(* exclude (customer)) into name segment_id value is_in)\n")
        .append("where is_in;\n")
        .toString();
  }

  private String columns(String stream) {
    return measures.stream()
        .filter(m -> m.stream().equals(stream))
        .map(m -> "  " + m.sql())
        .collect(Collectors.joining(",\n"));
  }

  /** Some ask for much, some for much of buyers, some for little of readers. */
  private String rule(int i) {
    String name = measure(i).name();
    int threshold = measure(i).threshold(i / measures.size());
    return switch (i % 3) {
      case 0 -> "%s >= %d".formatted(name, threshold);
      case 1 -> "%s >= %d and orders_365d >= 1".formatted(name, threshold);
      default -> "%s < %d and email_delivered_90d >= 1".formatted(name, threshold);
    };
  }

  private MadeUpMeasure measure(int i) {
    return measures.get(i % measures.size());
  }

  private static String id(int i) {
    return "made_up_%03d".formatted(i + 1);
  }
}
