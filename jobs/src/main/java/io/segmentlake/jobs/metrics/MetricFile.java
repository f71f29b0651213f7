package io.segmentlake.jobs.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Gauges in the text format of Prometheus 0.0.4, for node_exporter's textfile collector. */
final class MetricFile {
  private final Map<String, StringBuilder> families = new LinkedHashMap<>();

  /**
   * Adds one value.
   *
   * @param help what it is, the same in all files that have the metric
   */
  MetricFile gauge(String name, String help, Map<String, String> labels, BigDecimal value) {
    families
        .computeIfAbsent(
            name,
            n -> new StringBuilder("# HELP %s %s\n# TYPE %s gauge\n".formatted(name, help, name)))
        .append(
            labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
                .collect(Collectors.joining(",", name + "{", "} ")))
        .append(value.toPlainString())
        .append('\n');
    return this;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /**
   * Puts the file in the place of an earlier one. Whoever reads meanwhile sees one of the two
   * whole: the collector takes names with this ending only.
   */
  void write(Path file) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(unfinished, String.join("", families.values()), StandardCharsets.UTF_8);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write metrics to " + file, e);
    }
  }
}
