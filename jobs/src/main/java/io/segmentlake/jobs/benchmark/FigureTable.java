package io.segmentlake.jobs.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.segmentlake.jobs.TextTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The figures for people and for programs. */
public final class FigureTable {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final List<Figure> figures;

  public FigureTable(List<Figure> figures) {
    this.figures = List.copyOf(figures);
  }

  /** One line a figure. */
  @Override
  public String toString() {
    TextTable table =
        new TextTable(
            "part", "ours", "DuckDB", "ratio", "CPU ours", "DuckDB", "ratio", "target", "");
    for (Figure figure : figures) {
      table.row(
          figure.part(),
          value(figure.ours(), figure.unit()),
          value(figure.duckDb(), figure.unit()),
          value(figure.ratio(), "×"),
          figure.cpu().map(c -> value(c.ours(), "s")).orElse(""),
          figure.cpu().map(c -> value(c.duckDb(), "s")).orElse(""),
          figure.cpu().map(c -> value(c.ratio(), "×")).orElse(""),
          figure.target().map(Object::toString).orElse(""),
          figure.verdict());
    }
    return table.toString();
  }

  /**
   * Writes them as JSON.
   *
   * @param conditions under which they were measured
   */
  public void write(Path file, Map<String, Object> conditions) {
    Map<String, Object> all = new LinkedHashMap<>(conditions);
    all.put("figures", figures.stream().map(FigureTable::json).toList());
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      JSON.writeValue(file.toFile(), all);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the figures to " + file, e);
    }
  }

  private static Map<String, Object> json(Figure figure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("part", figure.part());
    json.put("unit", figure.unit());
    json.put("ours", figure.ours());
    figure.duckDb().ifPresent(theirs -> json.put("duckdb", theirs));
    figure.ratio().ifPresent(ratio -> json.put("ratio", ratio));
    figure
        .cpu()
        .ifPresent(
            cpu -> {
              json.put("cpu_ours", cpu.ours());
              json.put("cpu_duckdb", cpu.duckDb());
              json.put("cpu_ratio", cpu.ratio());
            });
    figure
        .target()
        .ifPresent(
            target -> {
              json.put("measured", target.value());
              json.put("limit", target.limit());
              json.put("of", target.of());
              json.put("verdict", figure.verdict());
            });
    return json;
  }

  private static String value(OptionalDouble value, String unit) {
    return value.isPresent() ? value(value.getAsDouble(), unit) : "";
  }

  private static String value(double value, String unit) {
    return String.format(Locale.ROOT, "%.1f %s", value, unit);
  }
}
