package io.segmentlake.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segmentlake.jobs.metrics.RunMetrics;
import io.segmentlake.pipelines.ContentHash;
import io.segmentlake.pipelines.TableLock;
import io.segmentlake.pipelines.Written;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void tellsOneLineAJob() {
    Written orders = written("silver.orders", 25_900, Written.Status.WRITTEN);
    Written lines = written("silver.order_lines", 0, Written.Status.NO_CHANGE);

    runner()
        .run(
            List.of(
                FakeJob.named("orders").doing(() -> Outcome.of(orders)),
                FakeJob.named("lines").doing(() -> Outcome.of(lines)),
                FakeJob.named("report")
                    .doing(() -> Outcome.of().counting(3).saying("see x\nor y"))));

    assertThat(printed.toString(UTF_8).replaceAll("\\d+\\.\\d s", "0.0 s"))
        .isEqualToNormalizingNewlines(
            """
            [1/3] orders … 25,900 rows 0.0 s
            [2/3] lines … no change 0.0 s
            [3/3] report … 3 rows 0.0 s
                  see x
                  or y
            """);
  }

  @Test
  void stopsAtTheFirstJobThatFails() {
    List<String> ran = new ArrayList<>();
    Job good = FakeJob.named("good").doing(() -> ran(ran, "good"));
    Job bad =
        FakeJob.named("bad")
            .doing(
                () -> {
                  throw new IllegalStateException("Cannot read x: it is gone.");
                });
    Job after = FakeJob.named("after").doing(() -> ran(ran, "after"));

    JobFailedException failed =
        catchThrowableOfType(
            JobFailedException.class, () -> runner().run(List.of(good, bad, after)));

    assertThat(failed.job()).isEqualTo("bad");
    assertThat(failed).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(ran).containsExactly("good");
    assertThat(printed.toString(UTF_8)).contains("[2/3] bad … failed").doesNotContain("after");
  }

  @Test
  void runsNothingWhereAnotherRunWritesOneOfTheTables() {
    List<String> ran = new ArrayList<>();
    Job silver = FakeJob.named("silver").writing("silver.orders").doing(() -> ran(ran, "silver"));
    Job ingest = FakeJob.named("ingest").writing("bronze.orders").doing(() -> ran(ran, "ingest"));

    try (TableLock held = TableLock.take(folder.resolve("_locks"), "silver.orders")) {
      assertThatThrownBy(() -> runner().run(List.of(ingest, silver)))
          .isInstanceOf(TableLock.AlreadyRunningException.class)
          .hasMessageContaining("silver.orders");
    }

    assertThat(ran).isEmpty();
    runner().run(List.of(ingest, silver));
    assertThat(ran).containsExactly("ingest", "silver");
  }

  @Test
  void freesTheTablesAfterAFailure() {
    Job bad =
        FakeJob.named("bad")
            .writing("silver.orders")
            .doing(
                () -> {
                  throw new IllegalStateException("Cannot go on.");
                });

    assertThatThrownBy(() -> runner().run(List.of(bad))).isInstanceOf(JobFailedException.class);

    TableLock.take(folder.resolve("_locks"), "silver.orders").close();
  }

  @Test
  void sumsUpWhatWasDone() {
    Outcome two =
        Outcome.of(
            written("silver.a", 10, Written.Status.WRITTEN),
            written("silver.b", 1_200, Written.Status.WRITTEN),
            written("silver.c", 0, Written.Status.EMPTY));

    assertThat(
            Runner.summary(
                List.of(
                    new Runner.Finished(
                        FakeJob.named("silver"), two, Duration.ofMillis(3_210), List.of()),
                    new Runner.Finished(
                        FakeJob.named("report"), Outcome.of(), Duration.ofMillis(440), List.of()))))
        .isEqualTo(
            """
            job      rows  tables written  seconds
            ──────  ─────  ──────────────  ───────
            silver  1,210               2      3.2
            report      0               0      0.4
            """);
  }

  @Test
  void tellsMonitoringHowEachJobEnded() throws IOException {
    Path metrics = folder.resolve("metrics");
    Job good = FakeJob.named("good");
    Job bad =
        FakeJob.named("bad")
            .doing(
                () -> {
                  throw new IllegalStateException("Cannot go on.");
                });

    assertThatThrownBy(
            () -> runner(Map.of("SEGMENTLAKE_METRICS", metrics.toString())).run(List.of(good, bad)))
        .isInstanceOf(JobFailedException.class);

    assertThat(Files.readString(metrics.resolve("segmentlake-test-good.prom")))
        .contains("segmentlake_job_success{shop=\"test\",job=\"good\"} 1\n");
    assertThat(Files.readString(metrics.resolve("segmentlake-test-bad.prom")))
        .contains("segmentlake_job_success{shop=\"test\",job=\"bad\"} 0\n");
    assertThat(metrics.resolve("segmentlake-test-bad.success.prom")).doesNotExist();
  }

  private static Outcome ran(List<String> ran, String name) {
    ran.add(name);
    return Outcome.of();
  }

  private static Written written(String table, long rows, Written.Status status) {
    return new Written(FakeJob.table(table), 1, new ContentHash(rows, BigDecimal.ONE), status);
  }

  private Runner runner() {
    return runner(Map.of());
  }

  private Runner runner(Map<String, String> variables) {
    RunContext context = context();
    return new Runner(context, Manifest.NONE, RunMetrics.of(variables, context.settings()));
  }

  private RunContext context() {
    Settings settings =
        new Settings(
            "test",
            folder.toString(),
            folder.resolve("landing").toString(),
            folder.resolve("conf"),
            Optional.empty(),
            LocalDate.parse("2011-12-09"),
            Instant.parse("2011-12-10T03:00:00Z"));
    return new RunContext(
        settings,
        new Progress(new PrintStream(printed, true, UTF_8)),
        () -> {
          throw new AssertionError("No job of this test asks for Spark");
        });
  }
}
