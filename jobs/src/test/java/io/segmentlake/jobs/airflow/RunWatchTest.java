package io.segmentlake.jobs.airflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.airflow.Airflow.Task;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunWatchTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void tellsEachChangeOnce() {
    FakeAirflow airflow =
        new FakeAirflow()
            .seen("queued", task("ingest", "none", 0), task("silver", "none", 0))
            .seen("running", task("ingest", "running", 1), task("silver", "none", 0))
            .seen("running", task("ingest", "running", 1), task("silver", "none", 0))
            .seen("running", task("ingest", "up_for_retry", 1), task("silver", "none", 0))
            .seen("running", task("ingest", "running", 2), task("silver", "none", 0))
            .seen("running", task("ingest", "success", 2, 34_100), task("silver", "running", 1))
            .seen(
                "success", task("ingest", "success", 2, 34_100), task("silver", "success", 1, 900));

    assertThat(watch(airflow)).isTrue();
    assertThat(printed.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            """
            [0/2] ingest runs
            [0/2] ingest failed at try 1 of 4; another try follows
            [0/2] ingest runs, try 2 of 4
            [1/2] ingest done, 34.1 s
            [1/2] silver runs
            [2/2] silver done, 0.9 s
            daily done after 60.0 s
            """);
  }

  @Test
  void endsWithTheLogOfWhatFailed() {
    FakeAirflow airflow =
        new FakeAirflow()
            .logging("Cannot go on: the feed is late.", "freshness ended with exit code 3")
            .seen("running", task("freshness", "running", 1), task("segments", "none", 0))
            .seen(
                "failed",
                task("freshness", "failed", 1, 2_000),
                task("segments", "upstream_failed", 0));

    assertThat(watch(airflow)).isFalse();
    assertThat(printed.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            """
            [0/2] freshness runs
            [2/2] freshness failed at try 1 of 4, 2.0 s
            [2/2] segments left out: one before it failed

            log of freshness, try 1:
              Cannot go on: the feed is late.
              freshness ended with exit code 3

            daily failed after 60.0 s
            """);
  }

  private boolean watch(FakeAirflow airflow) {
    return new RunWatch(airflow, new PrintStream(printed, true, UTF_8), Duration.ZERO)
        .watch("daily", "run");
  }

  private static Task task(String name, String state, int attempt) {
    return new Task(name, state, attempt, 4, Optional.empty());
  }

  private static Task task(String name, String state, int attempt, long milliseconds) {
    return new Task(name, state, attempt, 4, Optional.of(Duration.ofMillis(milliseconds)));
  }
}
