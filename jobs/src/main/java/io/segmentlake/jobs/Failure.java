package io.segmentlake.jobs;

import io.segmentlake.jobs.airflow.AwayException;
import io.segmentlake.jobs.environments.StoreRefusal;
import io.segmentlake.models.configuration.ConfigurationException;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.sql.RefusedStatementException;
import io.segmentlake.pipelines.DataCheckException;
import io.segmentlake.pipelines.TableLock.AlreadyRunningException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/**
 * An exception in words for the user.
 *
 * @param exitCode as in {@link ExitCode}
 * @param message what could not be done and why; never values of rows, which Spark's own messages
 *     repeat
 * @param isExpected the message says all: nobody needs a stack trace
 */
record Failure(int exitCode, String message, boolean isExpected) {

  static Failure of(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    return first(chain, ConfigurationException.class::isInstance)
        .map(e -> new Failure(ExitCode.WRONG, mistakes((ConfigurationException) e), true))
        .or(() -> known(chain, UsageException.class, ExitCode.WRONG))
        .or(() -> known(chain, RefusedStatementException.class, ExitCode.WRONG))
        .or(() -> known(chain, AlreadyRunningException.class, ExitCode.HELD))
        .or(() -> known(chain, DataCheckException.class, ExitCode.CHECK))
        .or(() -> known(chain, AwayException.class, ExitCode.FAILED))
        .orElseGet(() -> unexpected(thrown, chain));
  }

  private static Optional<Failure> known(
      List<Throwable> chain, Class<? extends Throwable> type, int exitCode) {
    return first(chain, type::isInstance).map(e -> new Failure(exitCode, e.getMessage(), true));
  }

  private static String mistakes(ConfigurationException e) {
    StringBuilder text = new StringBuilder("Cannot use the configuration:");
    for (Mistake mistake : e.mistakes()) {
      text.append("\n  ").append(mistake);
    }
    return text.toString();
  }

  private static Failure unexpected(Throwable thrown, List<Throwable> chain) {
    String what =
        thrown instanceof JobFailedException e ? "Cannot finish " + e.job() : "Cannot go on";
    // The innermost one that explains itself; those around it say only that something failed.
    String why =
        first(chain, OutOfMemoryError.class::isInstance)
            .map(e -> "the memory is not enough. Set SEGMENTLAKE_HEAP to more, for example 8g")
            .or(() -> first(chain, Failure::isDiskFull).map(e -> "the disk is full"))
            .or(() -> StoreRefusal.in(chain))
            .or(() -> last(chain, e -> !explained(e).isEmpty()).map(Failure::explained))
            .orElseGet(() -> chain.get(chain.size() - 1).getClass().getName());
    String message = why.startsWith("Cannot ") ? why : what + ": " + why;
    return new Failure(ExitCode.FAILED, message.endsWith(".") ? message : message + ".", false);
  }

  /** What an exception says about itself, as far as it cannot hold values of rows; else empty. */
  static String explained(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage().strip();
    if (message.startsWith("Cannot ") && !(e instanceof JobFailedException)) {
      return message;
    }
    if (e instanceof AnalysisException) {
      return message.lines().findFirst().orElse("");
    }
    if (e instanceof SparkThrowable spark && spark.getCondition() != null) {
      return "Spark stopped with " + spark.getCondition();
    }
    if (e instanceof IOException) {
      return e.getClass().getSimpleName() + " " + message.lines().findFirst().orElse("");
    }
    return "";
  }

  private static boolean isDiskFull(Throwable e) {
    return (e instanceof IOException || e instanceof UncheckedIOException)
        && e.getMessage() != null
        && e.getMessage().contains("No space left on device");
  }

  static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable e = thrown; e != null && !chain.contains(e); e = e.getCause()) {
      chain.add(e);
    }
    return chain;
  }

  private static Optional<Throwable> first(List<Throwable> chain, Predicate<Throwable> test) {
    return chain.stream().filter(test).findFirst();
  }

  private static Optional<Throwable> last(List<Throwable> chain, Predicate<Throwable> test) {
    return chain.stream().filter(test).reduce((a, b) -> b);
  }
}
