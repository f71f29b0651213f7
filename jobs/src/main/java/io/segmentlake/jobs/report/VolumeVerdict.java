package io.segmentlake.jobs.report;

import java.time.LocalDate;
import java.util.List;

/**
 * Whether a stream is as fresh and as large as usual.
 *
 * @param name of the stream, for people
 * @param today events on the page's date
 * @param usual mean of the same weekday in the four weeks before
 */
record VolumeVerdict(String name, long today, long usual, State state) {
  private static final int WEEK = 7;
  private static final int WEEKS = 4;

  /** Below this, chance alone halves or doubles a day. */
  private static final int LEAST_USUAL = 20;

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
    List<Long> days = volume.days();
    int last = days.size() - 1;
    long sum = 0;
    int weeks = 0;
    for (int week = 1; week <= WEEKS && last - week * WEEK >= 0; week++) {
      sum += days.get(last - week * WEEK);
      weeks++;
    }
    long usual = weeks == 0 ? 0 : Math.round((double) sum / weeks);
    long today = days.get(last);
    return new VolumeVerdict(name, today, usual, state(volume, date, today, usual));
  }

  private static State state(QualityData.Volume volume, LocalDate date, long today, long usual) {
    if (volume.newest().orElseThrow().isBefore(date) && usual > 0) {
      return State.LATE;
    }
    if (usual < LEAST_USUAL) {
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
