package io.segmentlake.jobs.report;

import io.segmentlake.pipelines.Lakehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads all that a page shows; the tables at the same time, since most are small. */
final class ReportReader {
  private static final int AT_ONCE = 4;

  private final Lakehouse lakehouse;

  ReportReader(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** For the last date up to {@code asked} on which segments were evaluated; else for it itself. */
  ReportData read(String shop, String currency, LocalDate asked, Instant madeAt) {
    SegmentsReader segments = new SegmentsReader(lakehouse);
    LocalDate date = segments.lastEvaluated(asked).orElse(asked);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      var sizes = threads.submit(() -> segments.read(date));
      var customers = threads.submit(() -> new CustomersReader(lakehouse).read());
      var days = threads.submit(() -> new RevenueReader(lakehouse).read(date));
      var quality = threads.submit(() -> new QualityReader(lakehouse).read(date));
      var models = threads.submit(() -> new ModelsReader(lakehouse).read(date));
      var moved = threads.submit(() -> segments.moved(date));
      var runs = threads.submit(() -> new RunsReader(lakehouse).read(date));
      return new ReportData(
          new ReportData.Heading(shop, currency, date, asked, madeAt),
          result(sizes).dates(),
          result(sizes).segments(),
          result(moved),
          result(customers),
          result(days),
          result(quality),
          result(models),
          result(runs));
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("Cannot read the tables of the report", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the report's tables were read", e);
    }
  }
}
