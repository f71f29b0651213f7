package io.segmentlake.jobs;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells the user, one line a job, what runs and what it did. */
public final class Progress {
  private final PrintStream out;
  private boolean isLineOpen;

  public Progress(PrintStream out) {
    this.out = out;
  }

  /** Opens the line of a job: {@code [4/11] silver.orders …}. */
  void started(int number, int of, String name) {
    out.printf(Locale.ROOT, "[%d/%d] %s …", number, of, name);
    out.flush();
    isLineOpen = true;
  }

  /** Ends the line of a job: {@code 25,900 rows 3.2 s}, and below it what the job has to say. */
  void finished(String name, Outcome outcome, Duration duration) {
    if (!isLineOpen) {
      out.printf("  %s …", name);
    }
    out.printf(Locale.ROOT, " %s %.1f s%n", amount(outcome), duration.toMillis() / 1000.0);
    isLineOpen = false;
    outcome.message().lines().forEach(this::note);
  }

  /** Rows; of a job that only put files in order, tables. */
  private static String amount(Outcome outcome) {
    if (outcome.isNoChange()) {
      return "no change";
    }
    return outcome.rows() > 0
        ? String.format(Locale.ROOT, "%,d rows", outcome.rows())
        : outcome.tablesWritten() + " tables";
  }

  void failed() {
    if (isLineOpen) {
      out.println(" failed");
      isLineOpen = false;
    }
  }

  /** A line of its own, indented under the job that says it. */
  public void note(String text) {
    if (isLineOpen) {
      out.println();
      isLineOpen = false;
    }
    out.println("      " + text);
  }
}
