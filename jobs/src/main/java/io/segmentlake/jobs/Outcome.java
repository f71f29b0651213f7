package io.segmentlake.jobs;

import io.segmentlake.pipelines.Written;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job did.
 *
 * @param rows the number that says most about the work, shown in the progress line
 * @param written one entry per table and commit
 * @param message lines for the user, empty for none; never personal data
 */
public record Outcome(long rows, List<Written> written, String message) {

  public Outcome {
    written = List.copyOf(written);
  }

  /** The outcome of writes alone: their rows summed, and nothing to say. */
  public static Outcome of(Written... written) {
    return of(List.of(written));
  }

  /** The outcome of writes alone: their rows summed, and nothing to say. */
  public static Outcome of(List<Written> written) {
    return new Outcome(written.stream().mapToLong(Written::rows).sum(), written, "");
  }

  public Outcome saying(String text) {
    return new Outcome(rows, written, text);
  }

  /** The same, with writes that came before. */
  Outcome after(List<Written> earlier, String text) {
    List<Written> all = new ArrayList<>(earlier);
    all.addAll(written);
    long repaired = earlier.stream().mapToLong(Written::rows).sum();
    return new Outcome(
        rows + repaired, all, message.isEmpty() ? text : text + System.lineSeparator() + message);
  }

  public Outcome counting(long number) {
    return new Outcome(number, written, message);
  }

  /** Number of tables with a new commit. */
  long tablesWritten() {
    return written.stream()
        .filter(w -> w.status() == Written.Status.WRITTEN)
        .map(w -> w.table().fullName())
        .distinct()
        .count();
  }

  /** Whether there was nothing to do: all stood already as it should. */
  boolean isNoChange() {
    return rows == 0 && tablesWritten() == 0;
  }
}
