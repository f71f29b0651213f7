package io.segmentlake.jobs.report;

import io.segmentlake.pipelines.ops.Freshness;
import java.time.LocalDate;
import java.util.TreeMap;

/**
 * Whether a stream is as fresh and as large as usual.
 *
 * @param name of the stream, for people
 * @param today events on the page's date
 * @param usual mean of the same weekday in the four weeks before, see {@link Freshness#usual}
 */
record VolumeVerdict(String name, long today, long usual, State state) {
  /** How a day compares. */
  enum State {
    USUAL,
    FEW,
    MANY,
    /** No events on the date. */
    LATE,
    /** No events for weeks. */
    SILENT
  }

  static VolumeVerdict of(QualityData.Volume volume, LocalDate date) {
    String name = Titles.of(volume.stream());
    if (volume.newest().isEmpty()) {
      return new VolumeVerdict(name, 0, 0, State.SILENT);
    }
    int last = volume.days().size() - 1;
    TreeMap<LocalDate, Long> days = new TreeMap<>();
    for (int back = 0; back <= last; back++) {
      days.put(date.minusDays(back), volume.days().get(last - back));
    }
    long today = days.get(date);
    days.values().removeIf(events -> events == 0);
    long usual = days.isEmpty() ? 0 : Freshness.usual(days, date);
    return new VolumeVerdict(name, today, usual, state(volume, date, today, usual));
  }

  private static State state(QualityData.Volume volume, LocalDate date, long today, long usual) {
    if (volume.newest().orElseThrow().isBefore(date) && usual > 0) {
      return State.LATE;
    }
    if (usual < Freshness.LEAST_USUAL) {
      return State.USUAL;
    }
    return today * 2 < usual ? State.FEW : today > usual * 2 ? State.MANY : State.USUAL;
  }

  boolean isUnusual() {
    return state == State.FEW || state == State.MANY;
  }

  String words() {
    return switch (state) {
      case USUAL -> "as usual";
      case FEW -> "unusually few";
      case MANY -> "unusually many";
      case LATE -> "late";
      case SILENT -> "none in 35 days";
    };
  }

  String tone() {
    return state == State.USUAL ? "good" : state == State.SILENT ? "none" : "warn";
  }
}
