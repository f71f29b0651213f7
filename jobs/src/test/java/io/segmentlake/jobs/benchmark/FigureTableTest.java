package io.segmentlake.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTableTest {
  private static final FigureTable TABLE =
      new FigureTable(
          List.of(
              Figure.of("a new day after 400 days", "MB", 20, 40),
              Figure.counted("scans of a stream", "scans", 1),
              Figure.seconds("one new day", finished(25, 40), finished(5, 8)).within(30),
              Figure.seconds("nothing new", finished(16, 20), finished(5, 8)).within(15)));

  @TempDir private Path folder;

  @Test
  void showsEachFigureWithItsRatioAndTarget() {
    assertThat(TABLE.toString().lines().map(String::stripTrailing))
        .containsExactly(
            "part                      ours       DuckDB   ratio  CPU ours  DuckDB  ratio  target",
            "────────────────────────  ─────────  ───────  ─────  ────────  ──────  ─────  ───────────────────────  ────",
            "a new day after 400 days  20.0 MB    40.0 MB  0.5 ×",
            "scans of a stream         1.0 scans",
            "one new day               25.0 s     5.0 s    5.0 ×  40.0 s    8.0 s   5.0 ×  25.00 of at most 30.0 s  ok",
            "nothing new               16.0 s     5.0 s    3.2 ×  20.0 s    8.0 s   2.5 ×  16.00 of at most 15.0 s  over");
  }

  @Test
  void writesThemAsJson() throws IOException {
    Path file = folder.resolve("new").resolve("figures.json");

    TABLE.write(file, Map.of("processors", 2));

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.get("processors").asInt()).isEqualTo(2);
    assertThat(json.get("figures")).hasSize(4);
    assertThat(json.get("figures").get(0).has("verdict")).isFalse();
    assertThat(json.get("figures").get(3).get("ratio").asDouble()).isEqualTo(3.2);
    assertThat(json.get("figures").get(3).get("verdict").asText()).isEqualTo("over");
  }

  private static Processes.Finished finished(double seconds, double cpuSeconds) {
    return new Processes.Finished(seconds, cpuSeconds, Path.of("log"));
  }
}
