package io.segmentlake.jobs.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Everything a page says about one shop and business date, small enough for the driver: sums and
 * names, never a person.
 *
 * @param dates the dates with an evaluation, ascending, the page's own the last; each segment's
 *     history has one value for each
 * @param moved empty where nothing was evaluated
 * @param customers empty where features were never written
 * @param days revenue, ascending; days without orders are left out
 * @param models by name; empty where none was trained
 */
record ReportData(
    Heading heading,
    List<LocalDate> dates,
    List<SegmentData> segments,
    Optional<Moved> moved,
    Optional<CustomerData> customers,
    List<RevenueDay> days,
    QualityData quality,
    List<ModelData> models,
    List<JobRun> runs) {

  ReportData {
    dates = List.copyOf(dates);
    segments = List.copyOf(segments);
    days = List.copyOf(days);
    models = List.copyOf(models);
    runs = List.copyOf(runs);
  }

  LocalDate date() {
    return heading.date();
  }

  /**
   * What the page is of.
   *
   * @param currency ISO 4217
   * @param date the last date up to the one asked for that has an evaluation
   * @param asked the date asked for
   * @param madeAt when the page was made
   */
  record Heading(String shop, String currency, LocalDate date, LocalDate asked, Instant madeAt) {}

  /** Different persons who entered or left at least one segment on the date. */
  record Moved(long entered, long left) {}

  /**
   * What one job did for the date.
   *
   * @param tables names and rows of the tables written
   */
  record JobRun(String job, double seconds, String status, List<TableRows> tables) {

    JobRun {
      tables = List.copyOf(tables);
    }

    boolean isWritten() {
      return status.equals("WRITTEN");
    }
  }

  /** Rows written into a table by one job. */
  record TableRows(String table, long rows) {}
}
