package io.segmentlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.configuration.ConfigurationException;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.pipelines.DataCheckException;
import io.segmentlake.pipelines.TableLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTest {

  @Test
  void listsAllMistakesOfTheConfiguration() {
    Failure failure =
        Failure.of(
            new JobFailedException(
                "segments",
                new ConfigurationException(
                    List.of(
                        new Mistake("a.yaml", 3, 8, "when", "unknown column 'x'", Optional.of("y")),
                        new Mistake("a.yaml", 1, 1, "", "no owner", Optional.empty())))));

    assertThat(failure.exitCode()).isEqualTo(2);
    assertThat(failure.isExpected()).isTrue();
    assertThat(failure.message())
        .isEqualTo(
            """
            Cannot use the configuration:
              a.yaml:1:1 no owner
              a.yaml:3:8 when: unknown column 'x' (did you mean 'y'?)""");
  }

  @Test
  void tellsAFailedCheckAndAHeldTableApart(@TempDir Path folder) {
    Failure check =
        Failure.of(
            new JobFailedException(
                "deliver", new DataCheckException("Cannot publish silver.orders: 3 rows less.")));
    assertThat(check.exitCode()).isEqualTo(3);
    assertThat(check.message()).isEqualTo("Cannot publish silver.orders: 3 rows less.");

    try (TableLock held = TableLock.take(folder, "silver.orders")) {
      TableLock.take(folder, "silver.orders");
    } catch (TableLock.AlreadyRunningException e) {
      assertThat(Failure.of(e).exitCode()).isEqualTo(75);
    }
  }

  @Test
  void saysWhichJobFailedAndNothingOfTheRows() {
    Throwable values =
        new SparkException(
            "The value 'jan.novak@example.cz' is malformed",
            new ArithmeticException("jan.novak@example.cz"));
    Failure failure =
        Failure.of(new JobFailedException("silver", new IllegalStateException("x", values)));

    assertThat(failure.exitCode()).isEqualTo(1);
    assertThat(failure.isExpected()).isFalse();
    assertThat(failure.message()).isEqualTo("Cannot finish silver: java.lang.ArithmeticException.");
    assertThat(RedactedTrace.of(new IllegalStateException("jan.novak@example.cz", values)))
        .contains("java.lang.ArithmeticException\n\tat ")
        .contains("FailureTest.saysWhichJobFailedAndNothingOfTheRows")
        .doesNotContain("novak");
  }

  @Test
  void namesTheConditionOfASparkErrorWithoutItsValues() {
    Failure failure =
        Failure.of(
            new JobFailedException(
                "silver",
                new IllegalStateException(
                    SparkException.internalError("The value 'jan.novak@example.cz'"))));

    assertThat(failure.message())
        .isEqualTo("Cannot finish silver: Spark stopped with INTERNAL_ERROR.");
  }

  @Test
  void takesTheInnermostExceptionThatExplainsItself() {
    Failure failure =
        Failure.of(
            new JobFailedException(
                "ingest",
                new IllegalStateException(
                    "job aborted", new IllegalStateException("Cannot read a.csv: it is gone."))));

    assertThat(failure.message()).isEqualTo("Cannot read a.csv: it is gone.");
  }

  @Test
  void explainsAFullDiskAndTooLittleMemory() {
    assertThat(
            Failure.of(
                    new JobFailedException(
                        "silver",
                        new UncheckedIOException(new IOException("No space left on device"))))
                .message())
        .isEqualTo("Cannot finish silver: the disk is full.");
    assertThat(Failure.of(new IllegalStateException(new OutOfMemoryError("heap"))).message())
        .startsWith("Cannot go on: the memory is not enough. Set SEGMENTLAKE_HEAP");
  }
}
