package io.segmentlake.jobs.segments;

import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.daily.SegmentsJob;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.ops.Runs;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Finds the date that a command about segments is to show. */
public final class EvaluatedDay {
  private EvaluatedDay() {}

  /**
   * The date asked for, or where none is, the last one evaluated.
   *
   * @param asked by the user
   * @param latest date up to which to look where none is asked for
   * @throws UsageException where the date was not evaluated, which says what was
   */
  public static EvaluatedSegments of(
      Lakehouse lakehouse, Optional<LocalDate> asked, LocalDate latest) {
    LocalDate upTo = asked.orElse(latest);
    TreeSet<LocalDate> dates = EvaluatedSegments.dates(lakehouse, LocalDate.of(9999, 12, 31));
    LocalDate date = dates.floor(upTo);
    if (date == null || (asked.isPresent() && !date.equals(upTo))) {
      throw new UsageException(
          "Cannot show segments as of "
              + upTo
              + ": not evaluated. "
              + (dates.isEmpty() ? "No date has been." : evaluated(dates, upTo))
              + " To evaluate it, run: segmentlake run daily --from "
              + upTo
              + " --as-of "
              + upTo);
    }
    return EvaluatedSegments.at(lakehouse, date);
  }

  /**
   * The same among the dates that had been evaluated by an ingest run. A date of the past that was
   * evaluated for the first time by a later backfill cannot be told from one evaluated again.
   *
   * @param knownAt number of the ingest run; empty for the last
   * @throws UsageException where the date was not evaluated by then
   */
  public static EvaluatedSegments of(
      Lakehouse lakehouse, Optional<LocalDate> asked, LocalDate latest, OptionalLong knownAt) {
    if (knownAt.isEmpty()) {
      return of(lakehouse, asked, latest);
    }
    Optional<LocalDate> reached =
        new Runs(lakehouse).reached(new SegmentsJob().name(), knownAt.getAsLong());
    LocalDate wanted = asked.orElse(latest);
    if (reached.isEmpty() || asked.isPresent() && wanted.isAfter(reached.get())) {
      throw new UsageException(
          "Cannot show segments as of "
              + wanted
              + " as they were known after ingest run "
              + knownAt.getAsLong()
              + ": not evaluated by then. "
              + reached
                  .map(date -> "The last date that had been is " + date + ".")
                  .orElse("No date had been."));
    }
    LocalDate upTo = wanted.isAfter(reached.get()) ? reached.get() : wanted;
    return of(lakehouse, asked, upTo);
  }

  private static String evaluated(TreeSet<LocalDate> dates, LocalDate wanted) {
    LocalDate before = dates.lower(wanted);
    LocalDate after = dates.higher(wanted);
    String nearest =
        before == null ? "" + after : after == null ? "" + before : before + ", " + after;
    return "Evaluated were "
        + dates.size()
        + " dates from "
        + dates.first()
        + " to "
        + dates.last()
        + ", the nearest "
        + nearest
        + ".";
  }
}
