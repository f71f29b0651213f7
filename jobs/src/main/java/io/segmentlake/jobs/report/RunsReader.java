package io.segmentlake.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.ops.Runs;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Reads the manifest: what each job did for a date, the last time it wrote something. A repeated
 * run that found nothing new says nothing about the tables.
 */
final class RunsReader {
  private final Lakehouse lakehouse;

  RunsReader(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** In the order in which the jobs first ran. */
  List<ReportData.JobRun> read(LocalDate date) {
    List<Row> rows =
        lakehouse
            .read(Runs.TABLE)
            .where(col("as_of").equalTo(lit(Date.valueOf(date))))
            .collectAsList();
    Map<String, ReportData.JobRun> latest = new LinkedHashMap<>();
    rows.stream()
        .sorted(Comparator.comparing((Row row) -> row.<java.sql.Timestamp>getAs("started_at")))
        .map(RunsReader::job)
        .forEach(run -> latest.merge(run.job(), run, (a, b) -> b.isWritten() ? b : a));
    return List.copyOf(latest.values());
  }

  private static ReportData.JobRun job(Row row) {
    BigDecimal seconds = RevenueReader.orZero(Rows.decimal(row, "seconds"));
    return new ReportData.JobRun(
        Rows.text(row, "job"),
        seconds.doubleValue(),
        Rows.text(row, "status"),
        Rows.<Row>list(row, "tables").stream()
            .map(t -> new ReportData.TableRows(Rows.text(t, "table"), Rows.whole(t, "rows")))
            .toList());
  }
}
