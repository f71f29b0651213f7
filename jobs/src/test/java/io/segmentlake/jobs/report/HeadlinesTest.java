package io.segmentlake.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadlinesTest {
  private static final LocalDate DATE = LocalDate.parse("2024-03-31");

  @Test
  void tellsTheLargestMovesFirst() {
    assertThat(
            headlines(segment("calm", 0, 0), segment("small", 1, 2), segment("large", 9, 3))
                .changes())
        .containsExactly(
            new Line("up", "Large grew to 100: 9 entered, 3 left."),
            new Line("down", "Small shrank to 100: 1 entered, 2 left."));
  }

  @Test
  void warnsOfMovesFarFromUsual() {
    assertThat(headlines(segment("vip", 70, 30)).warnings())
        .containsExactly(Line.warning("VIP: 70 persons entered, usually 30 a day."));
    assertThat(headlines(segment("vip", 50, 30)).warnings()).isEmpty();
  }

  @Test
  void warnsOfFeedsThatDoNotAddUpOrAreOftenInQuarantine() {
    QualityData quality =
        new QualityData(
            List.of(
                new QualityData.Feed("demo", "orders", 1, 1, 100, 95, 5),
                new QualityData.Feed("demo", "refunds", 1, 1, 100, 94, 6),
                new QualityData.Feed("demo", "costs", 1, 1, 100, 90, 5)),
            List.of(),
            List.of());

    assertThat(headlines(quality).warnings())
        .containsExactly(
            Line.warning("refunds: 6.0% of records are in quarantine."),
            new Line("down", "costs: not every record was loaded or put into quarantine."));
  }

  @Test
  void tellsOnceWhichSegmentsWaitForAModelAndEachOtherMissingFact() {
    assertThat(
            headlines(
                    unknown("due_to_reorder", "days_since(next_order_on) >= -14", 60),
                    unknown("soon", "member('due_to_reorder') and orders_365d > 1", 60),
                    unknown("young", "age_band = '18-24'", 90),
                    unknown("fine", "churn_risk_90d = 'high'", 10))
                .warnings())
        .containsExactly(
            Line.warning("Young: of 90.0% of persons a fact is missing that the rule asks for."),
            Line.warning(
                "No prediction yet for most persons, which is asked for by Due to reorder, Soon."
                    + " Models are trained by: segmentlake run training."));
  }

  private static SegmentData unknown(String id, String rule, long unknown) {
    return new SegmentData(
        id,
        1,
        Optional.of(new SegmentData.Definition("crm", "", List.of(), "", List.of(), 1, rule)),
        Optional.empty(),
        Optional.of(new SegmentData.Evaluation(100, unknown)),
        List.of());
  }

  private static Headlines headlines(SegmentData... segments) {
    return new Headlines(data(List.of(segments), new QualityData(List.of(), List.of(), List.of())));
  }

  private static Headlines headlines(QualityData quality) {
    return new Headlines(data(List.of(), quality));
  }

  private static ReportData data(List<SegmentData> segments, QualityData quality) {
    return new ReportData(
        new ReportData.Heading("demo", "CZK", DATE, DATE, Instant.EPOCH),
        DATE.minusDays(9).datesUntil(DATE.plusDays(1)).toList(),
        segments,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        quality,
        List.of(),
        List.of());
  }

  /** A first day on which all entered, eight usual days of 30 entries and exits, and the date. */
  private static SegmentData segment(String id, long entered, long left) {
    List<SegmentData.Size> history = new ArrayList<>();
    history.add(size(100, 0));
    for (int day = 0; day < 8; day++) {
      history.add(size(id.equals("vip") ? 30 : entered, id.equals("vip") ? 30 : left));
    }
    history.add(size(entered, left));
    return new SegmentData(
        id, 1, Optional.empty(), Optional.of(history.get(9)), Optional.empty(), history);
  }

  private static SegmentData.Size size(long entered, long left) {
    return new SegmentData.Size(100, BigDecimal.ONE, entered, left, null, null, null);
  }
}
