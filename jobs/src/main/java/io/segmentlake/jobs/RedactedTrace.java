package io.segmentlake.jobs;

import java.util.List;

/**
 * A stack trace for the log: all frames, but of the messages only those that cannot hold values of
 * rows.
 */
final class RedactedTrace {
  private RedactedTrace() {}

  static String of(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    List<Throwable> chain = Failure.chain(thrown);
    for (Throwable e : chain) {
      String explained = Failure.explained(e);
      text.append(e == thrown ? "" : "Caused by: ")
          .append(e.getClass().getName())
          .append(explained.isEmpty() ? "" : ": " + explained)
          .append('\n');
      for (StackTraceElement frame : e.getStackTrace()) {
        text.append("\tat ").append(frame).append('\n');
      }
    }
    return text.toString();
  }
}
