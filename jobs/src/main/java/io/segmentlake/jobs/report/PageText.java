package io.segmentlake.jobs.report;

import io.segmentlake.jobs.Schedule;
import io.segmentlake.jobs.lineage.Lineage;
import io.segmentlake.jobs.lineage.LineageDiagram;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All texts of the page, under the names that the template uses. */
record PageText(
    String shop,
    String currency,
    String isoDate,
    String longDate,
    List<String> notes,
    List<KeyFigures.Tile> tiles,
    List<Line> changes,
    List<Line> warnings,
    boolean hasRevenue,
    boolean hasSegments,
    List<SegmentRows.SegmentRow> segments,
    List<String> gone,
    CustomerRows customers,
    boolean hasFeeds,
    boolean hasVolumes,
    QualityRows quality,
    boolean hasModels,
    List<ModelRows.Card> models,
    boolean hasRuns,
    RunRows run,
    LineageDiagram lineage,
    String version,
    String madeAt) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  static PageText of(ReportData data) {
    ReportData.Heading heading = data.heading();
    KeyFigures figures = new KeyFigures(data);
    Headlines headlines = new Headlines(data);
    SegmentRows segments = new SegmentRows(data);
    QualityRows quality = QualityRows.of(data.quality(), data.date());
    String version = PageText.class.getPackage().getImplementationVersion();
    return new PageText(
        heading.shop(),
        heading.currency(),
        data.date().toString(),
        Figures.longDay(data.date()),
        notes(data),
        figures.tiles(),
        headlines.changes(),
        headlines.warnings(),
        !data.days().isEmpty(),
        !data.segments().isEmpty(),
        segments.rows(),
        segments.gone(),
        data.customers().map(c -> CustomerRows.of(c, heading.currency())).orElse(null),
        !quality.feeds().isEmpty(),
        !quality.volumes().isEmpty(),
        quality,
        !data.models().isEmpty(),
        ModelRows.of(data.models()),
        !data.runs().isEmpty(),
        RunRows.of(data.runs()),
        LineageDiagram.of(new Lineage(Schedule.all().ordered())),
        version == null ? "" : version,
        MINUTE.format(heading.madeAt()));
  }

  private static List<String> notes(ReportData data) {
    List<String> notes = new ArrayList<>();
    if (!data.segments().isEmpty() && !data.date().equals(data.heading().asked())) {
      notes.add(
          "Segments were last evaluated for "
              + Figures.day(data.date())
              + ", not for "
              + Figures.day(data.heading().asked())
              + ": this page is of that day.");
    }
    data.customers()
        .filter(c -> !c.asOf().equals(data.date()))
        .ifPresent(
            c ->
                notes.add(
                    "Figures about customers are those of "
                        + Figures.day(c.asOf())
                        + ", the newest day calculated."));
    return notes;
  }
}
