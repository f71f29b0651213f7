package io.segmentlake.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.Settings;
import io.segmentlake.pipelines.ops.Freshness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMetricsTest {
  /** A line with a value, as the format's description has it. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)\\{((?:[a-z_]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\",?)*)\\}"
              + " (-?[0-9.]+)");

  @TempDir Path folder;

  @Test
  void tellsHowAJobEnded() throws IOException {
    metrics().succeeded("segments", 1_234, Duration.ofMillis(61_250));

    assertThat(samples())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "segmentlake_job_success{shop=\"test\",job=\"segments\"}",
                "1",
                "segmentlake_job_started_timestamp_seconds{shop=\"test\",job=\"segments\"}",
                "1323486000",
                "segmentlake_job_duration_seconds{shop=\"test\",job=\"segments\"}",
                "61.250",
                "segmentlake_job_last_success_timestamp_seconds{shop=\"test\",job=\"segments\"}",
                "1323486061",
                "segmentlake_job_last_success_as_of_timestamp_seconds"
                    + "{shop=\"test\",job=\"segments\"}",
                "1323388800",
                "segmentlake_job_rows{shop=\"test\",job=\"segments\"}",
                "1234"));
  }

  @Test
  void remembersTheLastSuccessWhenALaterRunFails() throws IOException {
    metrics().succeeded("segments", 7, Duration.ofSeconds(1));
    metrics().failed("segments", Duration.ofSeconds(2));

    assertThat(samples())
        .containsEntry("segmentlake_job_success{shop=\"test\",job=\"segments\"}", "0")
        .containsEntry("segmentlake_job_duration_seconds{shop=\"test\",job=\"segments\"}", "2.000")
        .containsEntry("segmentlake_job_rows{shop=\"test\",job=\"segments\"}", "7");
  }

  @Test
  void tellsHowOldSourcesAreByTheNewestRun() throws IOException {
    metrics()
        .sources(
            () ->
                List.of(
                    standing("orders", "2011-12-08", "2011-12-08", "fresh"),
                    standing("orders", "2011-12-09", "2011-12-08", "late"),
                    standing("refunds", "2011-12-09", null, "late")));

    String orders = "{shop=\"test\",source=\"till\",feed=\"orders\"}";
    assertThat(samples())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "segmentlake_source_newest_timestamp_seconds" + orders,
                "1323302400",
                "segmentlake_source_fresh" + orders,
                "0",
                "segmentlake_source_fresh{shop=\"test\",source=\"till\",feed=\"refunds\"}",
                "0"));
  }

  @Test
  void writesNothingWhereNobodyAsks() throws IOException {
    RunMetrics silent = RunMetrics.of(Map.of(), settings());

    silent.succeeded("segments", 1, Duration.ZERO);

    assertThat(silent.isWanted()).isFalse();
    assertThat(samples()).isEmpty();
  }

  @Test
  void doesNotStopARunWhereItCannotRead() throws IOException {
    metrics()
        .sources(
            () -> {
              throw new IllegalStateException("the table is broken");
            });

    assertThat(samples()).isEmpty();
  }

  @Test
  void doesNotStopARunWhereItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    RunMetrics.of(Map.of(RunMetrics.FOLDER, file.resolve("in").toString()), settings())
        .failed("segments", Duration.ZERO);

    assertThat(samples()).isEmpty();
  }

  private RunMetrics metrics() {
    return RunMetrics.of(Map.of(RunMetrics.FOLDER, folder.toString()), settings());
  }

  private Settings settings() {
    return new Settings(
        "test",
        folder.toString(),
        folder.toString(),
        folder,
        Optional.empty(),
        LocalDate.parse("2011-12-09"),
        Instant.parse("2011-12-10T03:00:00Z"));
  }

  private static Row standing(String feed, String asOf, String newest, String verdict) {
    return new GenericRowWithSchema(
        new Object[] {
          "till",
          feed,
          feed,
          Date.valueOf(asOf),
          newest == null ? null : Date.valueOf(newest),
          1L,
          1L,
          verdict
        },
        Freshness.TABLE.structType());
  }

  /** All values by metric and labels; each metric with its help and type before, once a file. */
  private Map<String, String> samples() throws IOException {
    Map<String, String> samples = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".prom")).sorted().toList()) {
        List<String> described = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
          if (line.startsWith("# TYPE ")) {
            assertThat(line).endsWith(" gauge");
            described.add(line.split(" ")[2]);
          } else if (!line.startsWith("# HELP ")) {
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            assertThat(described).last().isEqualTo(sample.group(1));
            samples.put(sample.group(1) + "{" + sample.group(2) + "}", sample.group(3));
          }
        }
        assertThat(described).doesNotHaveDuplicates();
      }
    }
    return samples;
  }
}
