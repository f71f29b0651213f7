package io.segmentlake.pipelines;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs Spark work of one run a few at a time: for a day's few rows most of the time goes into
 * planning and commits, which leave cores free.
 */
public final class AtOnce {
  private static final int THREADS = 4;

  private AtOnce() {}

  /**
   * The results, in the order of the work.
   *
   * @throws RuntimeException the first failure, after all have ended
   */
  public static <T> List<T> run(List<Callable<T>> work) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(work)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while tables were read or written", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("Cannot read or write tables", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
