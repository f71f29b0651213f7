package io.segmentlake.pipelines.bronze;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs Spark work of one run a few at a time: planning and commits mostly wait. */
final class AtOnce {
  private static final int THREADS = 3;

  private AtOnce() {}

  /** The results, in the order of the work; the first failure is thrown, after all have ended. */
  static <T> List<T> run(List<Callable<T>> work) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(work)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot ingest: interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("Cannot ingest", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
