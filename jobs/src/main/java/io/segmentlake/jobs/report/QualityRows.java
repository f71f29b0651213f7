package io.segmentlake.jobs.report;

import java.time.LocalDate;
import java.util.List;

/** The part of the page about raw data. */
record QualityRows(
    List<FeedRow> feeds,
    FeedRow feedTotal,
    List<ReasonRow> reasons,
    String moreReasons,
    List<VolumeRow> volumes) {
  private static final int MOST_REASONS = 12;

  /** Files and records of one feed. */
  record FeedRow(
      String source,
      String feed,
      String files,
      String newFiles,
      String records,
      String ok,
      String quarantined,
      String tone,
      String sign,
      String verdict) {}

  /**
   * One reason of quarantine.
   *
   * @param width of its bar, a percentage
   */
  record ReasonRow(String reason, String feed, String records, String width) {}

  /** Events of one stream. */
  record VolumeRow(
      String source,
      String stream,
      String newest,
      String today,
      String usual,
      String line,
      String area,
      String tone,
      String verdict) {}

  static QualityRows of(QualityData quality, LocalDate date) {
    QualityData.Feed total =
        quality.feeds().stream()
            .reduce(QualityData.Feed::plus)
            .orElse(new QualityData.Feed("", "", 0, 0, 0, 0, 0));
    List<QualityData.Reason> reasons = quality.reasons();
    long most = reasons.stream().mapToLong(QualityData.Reason::records).max().orElse(1);
    long hidden = reasons.stream().skip(MOST_REASONS).mapToLong(QualityData.Reason::records).sum();
    return new QualityRows(
        quality.feeds().stream().map(QualityRows::feed).toList(),
        feed(total),
        reasons.stream().limit(MOST_REASONS).map(r -> reason(r, most)).toList(),
        hidden == 0
            ? ""
            : Figures.count(hidden)
                + " more for "
                + (reasons.size() - MOST_REASONS)
                + " other reasons.",
        quality.volumes().stream().map(v -> volume(v, date)).toList());
  }

  private static FeedRow feed(QualityData.Feed feed) {
    boolean isComplete = feed.isComplete();
    return new FeedRow(
        feed.source(),
        feed.feed(),
        Figures.count(feed.files()),
        Figures.count(feed.newFiles()),
        Figures.count(feed.records()),
        Figures.count(feed.ok()),
        Figures.count(feed.quarantined()),
        isComplete ? "good" : "bad",
        isComplete ? "✓" : "≠",
        isComplete
            ? "Records = loaded + quarantined"
            : "Records are not the sum of loaded and quarantined");
  }

  private static ReasonRow reason(QualityData.Reason reason, long most) {
    return new ReasonRow(
        reason.reason(),
        reason.feed(),
        Figures.count(reason.records()),
        Figures.percent(reason.records(), most));
  }

  private static VolumeRow volume(QualityData.Volume volume, LocalDate date) {
    VolumeVerdict verdict = VolumeVerdict.of(volume, date);
    Sparkline line = Sparkline.fromZero(volume.days());
    return new VolumeRow(
        volume.source(),
        verdict.name(),
        volume.newest().map(Figures::day).orElse(Figures.UNKNOWN),
        Figures.count(verdict.today()),
        Figures.count(verdict.usual()),
        line.line(),
        line.area(),
        verdict.tone(),
        verdict.words());
  }
}
