package io.segmentlake.jobs.report;

import java.util.List;
import java.util.stream.Collectors;

/** The part of the page about the run that made its tables. */
record RunRows(String summary, List<RunRow> rows) {

  /**
   * One job.
   *
   * @param width of its bar, a percentage of the longest job
   */
  record RunRow(String job, String seconds, String width, String status, String tables) {}

  static RunRows of(List<ReportData.JobRun> runs) {
    double most = runs.stream().mapToDouble(ReportData.JobRun::seconds).max().orElse(0);
    double sum = runs.stream().mapToDouble(ReportData.JobRun::seconds).sum();
    String summary =
        runs.isEmpty()
            ? ""
            : runs.size()
                + (runs.size() == 1 ? " job, " : " jobs, ")
                + Figures.seconds(sum)
                + " seconds.";
    return new RunRows(summary, runs.stream().map(run -> row(run, most)).toList());
  }

  private static RunRow row(ReportData.JobRun run, double most) {
    return new RunRow(
        run.job(),
        Figures.seconds(run.seconds()),
        Figures.percent(Math.round(run.seconds() * 1000), Math.round(most * 1000)),
        switch (run.status()) {
          case "WRITTEN" -> "written";
          case "NO_CHANGE" -> "nothing new";
          default -> run.status();
        },
        run.tables().stream()
            .filter(t -> t.rows() > 0)
            .map(t -> t.table() + " " + Figures.count(t.rows()))
            .collect(Collectors.joining(", ")));
  }
}
