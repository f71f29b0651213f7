package io.segmentlake.jobs.report;

import io.segmentlake.pipelines.predictions.ModelRegistry;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What changed, and what needs a look, in sentences that hold the figures. */
final class Headlines {
  private static final int MOST = 5;

  /** Days of history below which nobody can say what is usual. */
  private static final int LEAST_DAYS = 7;

  /** More than one record in twenty. */
  private static final int QUARANTINED_OF = 20;

  private final ReportData data;

  Headlines(ReportData data) {
    this.data = data;
  }

  /** The segments that changed most on the date. */
  List<Line> changes() {
    return data.segments().stream()
        .filter(s -> s.size().filter(z -> z.entered() + z.left() > 0).isPresent())
        .sorted(Comparator.comparing((SegmentData s) -> -moved(s)).thenComparing(SegmentData::id))
        .limit(MOST)
        .map(Headlines::change)
        .toList();
  }

  List<Line> warnings() {
    List<Line> lines = new ArrayList<>();
    data.segments().forEach(s -> unusual(s, lines));
    unknown(lines);
    data.models().stream()
        .filter(m -> m.version().stage() == ModelRegistry.Stage.BLOCKED)
        .forEach(m -> lines.add(blocked(m)));
    data.quality().volumes().forEach(v -> volume(v, lines));
    data.quality().feeds().forEach(f -> feed(f, lines));
    return lines;
  }

  private static long moved(SegmentData segment) {
    return segment.size().map(z -> z.entered() + z.left()).orElse(0L);
  }

  private static Line change(SegmentData segment) {
    SegmentData.Size size = segment.size().orElseThrow();
    long change = size.entered() - size.left();
    String verb = change > 0 ? " grew to " : change < 0 ? " shrank to " : " stayed at ";
    return new Line(
        change > 0 ? "up" : change < 0 ? "down" : "flat",
        segment.title()
            + verb
            + Figures.count(size.members())
            + ": "
            + Figures.count(size.entered())
            + " entered, "
            + Figures.count(size.left())
            + " left.");
  }

  /** Far more or fewer persons entered or left than on the days before. */
  private static void unusual(SegmentData segment, List<Line> lines) {
    List<SegmentData.Size> days = segment.history().stream().filter(Objects::nonNull).toList();
    if (segment.size().isEmpty() || days.size() <= LEAST_DAYS) {
      return;
    }
    // On the first date ever evaluated everybody enters.
    List<SegmentData.Size> before = days.subList(1, days.size() - 1);
    SegmentData.Size now = segment.size().get();
    unusual(
        segment,
        "entered",
        now.entered(),
        before.stream().mapToLong(SegmentData.Size::entered).average().orElse(0),
        lines);
    unusual(
        segment,
        "left",
        now.left(),
        before.stream().mapToLong(SegmentData.Size::left).average().orElse(0),
        lines);
  }

  private static void unusual(
      SegmentData segment, String did, long now, double usual, List<Line> lines) {
    // Four times the spread of a count that varies by chance alone, and at least ten persons.
    if (Math.abs(now - usual) > Math.max(10, 4 * Math.sqrt(usual))) {
      lines.add(
          Line.warning(
              segment.title()
                  + ": "
                  + Figures.count(now)
                  + " persons "
                  + did
                  + ", usually "
                  + Figures.count(Math.round(usual))
                  + " a day."));
    }
  }

  /**
   * Segments of whose rule a fact is missing for most persons; those that a model lacks together.
   */
  private void unknown(List<Line> lines) {
    WaitingForModel waiting = new WaitingForModel(data.segments());
    Map<Boolean, List<SegmentData>> unknown =
        data.segments().stream()
            .filter(s -> s.evaluation().filter(e -> e.unknown() * 2 > e.base()).isPresent())
            .collect(Collectors.partitioningBy(waiting::includes));
    unknown.get(false).forEach(s -> unknown(s, lines));
    List<SegmentData> modelless = unknown.get(true);
    if (!modelless.isEmpty()) {
      lines.add(
          Line.warning(
              "No prediction yet for most persons, which is asked for by "
                  + modelless.stream().map(SegmentData::title).collect(Collectors.joining(", "))
                  + ". Models are trained by: segmentlake run training."));
    }
  }

  private static Line blocked(ModelData model) {
    return new Line(
        "down",
        "The model of %s does not speak: %s. Train it anew by: segmentlake run training."
            .formatted(model.version().model(), model.version().reason()));
  }

  private static void unknown(SegmentData segment, List<Line> lines) {
    SegmentData.Evaluation evaluation = segment.evaluation().orElseThrow();
    lines.add(
        Line.warning(
            segment.title()
                + ": of "
                + Figures.percent(evaluation.unknown(), evaluation.base())
                + " of persons a fact is missing that the rule asks for."));
  }

  private void volume(QualityData.Volume volume, List<Line> lines) {
    VolumeVerdict verdict = VolumeVerdict.of(volume, data.date());
    if (verdict.state() == VolumeVerdict.State.LATE && volume.newest().isPresent()) {
      long days = ChronoUnit.DAYS.between(volume.newest().get(), data.date());
      lines.add(
          Line.warning(
              verdict.name()
                  + ": nothing for "
                  + Figures.count(days)
                  + (days == 1 ? " day." : " days.")));
    } else if (verdict.isUnusual()) {
      lines.add(
          Line.warning(
              verdict.name()
                  + ": "
                  + Figures.count(verdict.today())
                  + " on this day, usually "
                  + Figures.count(verdict.usual())
                  + "."));
    }
  }

  private static void feed(QualityData.Feed feed, List<Line> lines) {
    if (!feed.isComplete()) {
      lines.add(
          new Line("down", feed.feed() + ": not every record was loaded or put into quarantine."));
    } else if (feed.quarantined() * QUARANTINED_OF > feed.records()) {
      lines.add(
          Line.warning(
              feed.feed()
                  + ": "
                  + Figures.percent(feed.quarantined(), feed.records())
                  + " of records are in quarantine."));
    }
  }
}
