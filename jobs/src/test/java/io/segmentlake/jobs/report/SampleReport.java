package io.segmentlake.jobs.report;

import io.segmentlake.jobs.models.ModelCard;
import io.segmentlake.models.drift.Spread;
import io.segmentlake.models.metrics.GroupScore;
import io.segmentlake.pipelines.measurement.Fairness;
import io.segmentlake.pipelines.predictions.Drift;
import io.segmentlake.pipelines.predictions.DriftVerdict;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.Outcomes;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A page of a made-up shop, to look at while its design changes; its amounts follow a formula. */
final class SampleReport {
  static final LocalDate DATE = LocalDate.parse("2024-12-31");
  private static final int DAYS = 60;
  private static final List<String> NAMES =
      List.of(
          "active_12m",
          "newsletter_audience",
          "disengaged_180d",
          "lapsed_3m",
          "lapsed_6m",
          "lapsed_9m",
          "prospect",
          "new",
          "one_timer",
          "infrequent",
          "returning",
          "loyal",
          "high_spender",
          "vip",
          "vip_value",
          "vip_stable",
          "rfm_champions",
          "rfm_at_risk",
          "single_category_coffee",
          "first_order_30_days_ago");

  private SampleReport() {}

  /** Writes the page into the file given. */
  public static void main(String[] arguments) {
    Report.write(ReportPage.of(data()), Path.of(arguments[0]));
  }

  static ReportData data() {
    List<LocalDate> dates = DATE.minusDays(DAYS - 1).datesUntil(DATE.plusDays(1)).toList();
    List<SegmentData> segments = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      segments.add(segment(NAMES.get(i), i));
    }
    return new ReportData(
        new ReportData.Heading("demo", "CZK", DATE, DATE, Instant.parse("2025-01-01T03:04:05Z")),
        dates,
        segments,
        Optional.of(new ReportData.Moved(412, 287)),
        Optional.of(customers()),
        revenue(),
        quality(),
        List.of(churn()),
        runs());
  }

  private static SegmentData segment(String id, int i) {
    List<SegmentData.Size> history = new ArrayList<>();
    long members = 7200 / (i + 1) + 60;
    for (int d = 0; d < DAYS; d++) {
      long entered = 20 + (d * 7 + i * 13) % 23 + (i == 3 && d == DAYS - 1 ? 90 : 0);
      long left = 18 + (d * 5 + i * 11) % 21;
      members += entered - left;
      history.add(
          new SegmentData.Size(
              members,
              amount(members).divide(amount(10000)),
              entered,
              left,
              amount(members * (900 + 400L * i)),
              amount(members * (300 + 90L * i)),
              amount(940 + 35L * i)));
    }
    return new SegmentData(
        id,
        1 + i % 3,
        Optional.of(
            new SegmentData.Definition(
                i % 2 == 0 ? "retention" : "newsletter",
                "Persons for whom rule number " + i + " of the sample holds, to look at the page.",
                List.of("purchase: orders_60d", "relationship: nps_response_rate"),
                "early access, no discount",
                List.of("email", "google_ads"),
                50,
                "last_order_on <= months_before(3) and last_order_on > months_before(6) and not is_business")),
        Optional.of(history.get(DAYS - 1)),
        Optional.of(new SegmentData.Evaluation(10000, 12)),
        history);
  }

  private static CustomerData customers() {
    List<CustomerData.Cell> cells = new ArrayList<>();
    cells.add(new CustomerData.Cell(0, 0, "", 3120, BigDecimal.ZERO, BigDecimal.ZERO));
    for (int r = 1; r <= 5; r++) {
      for (int f = 1; f <= 5; f++) {
        long persons = Math.round(620.0 / (f * f) * (f > 2 ? r : 3) / 2);
        if (!(r == 1 && f == 5)) {
          cells.add(
              new CustomerData.Cell(
                  r,
                  f,
                  group(r, f),
                  persons,
                  amount(persons * 1150L * f * f),
                  amount(persons * 700L * f * r)));
        }
      }
    }
    List<CustomerData.Cohort> cohorts = new ArrayList<>();
    for (int m = 1; m <= 12; m++) {
      cohorts.add(
          new CustomerData.Cohort(
              LocalDate.of(2024, m, 1),
              310 + 17 * m,
              42 + m,
              m > 11 ? 44 + m : 70 + m,
              90 + m,
              150 - 9 * m));
    }
    return new CustomerData(
        DATE,
        cells,
        List.of(19, 47, 96, 188),
        List.of(
            new CustomerData.Statistic("gap_between_orders", "median", new BigDecimal("41.0000")),
            new CustomerData.Statistic("order_value", "median", new BigDecimal("874.5000")),
            new CustomerData.Statistic("order_value", "mean", new BigDecimal("1102.2500")),
            new CustomerData.Statistic("spend_365d", "mean", new BigDecimal("3411.1000")),
            new CustomerData.Statistic("margin_rate", "median", new BigDecimal("0.3120"))),
        cohorts);
  }

  private static String group(int r, int f) {
    if (r >= 4) {
      return f >= 4 ? "champions" : f == 3 ? "loyal" : "recent";
    }
    return r == 3 ? (f >= 3 ? "loyal" : "needs_attention") : f >= 3 ? "at_risk" : "inactive";
  }

  private static List<RevenueDay> revenue() {
    List<RevenueDay> days = new ArrayList<>();
    for (int d = 729; d >= 0; d--) {
      LocalDate on = DATE.minusDays(d);
      double season =
          1 + 0.35 * Math.sin(on.getDayOfYear() / 58.0) + (on.getMonthValue() > 10 ? 0.5 : 0);
      double week = on.getDayOfWeek().getValue() > 5 ? 0.7 : 1.05;
      long orders = Math.round(62 * season * week * (1.18 - d / 4000.0) + (d * 37) % 17);
      days.add(
          new RevenueDay(
              on, orders, amount(orders * 1040), amount(orders * 88), amount(orders * 322), 0));
    }
    return days;
  }

  private static QualityData quality() {
    return new QualityData(
        List.of(
            new QualityData.Feed("demo", "customers", 365, 1, 10412, 10398, 14),
            new QualityData.Feed("demo", "email-events", 365, 1, 812345, 812102, 243),
            new QualityData.Feed("demo", "orders", 365, 1, 24877, 24811, 66),
            new QualityData.Feed("demo", "order-lines", 365, 1, 61234, 61180, 54),
            new QualityData.Feed("demo", "web-events", 365, 1, 1431220, 1430011, 1209)),
        List.of(
            new QualityData.Reason(
                "demo", "web-events", "web_events.occurred_at: no time in this form", 811),
            new QualityData.Reason("demo", "web-events", "the line is no JSON object", 398),
            new QualityData.Reason(
                "demo", "email-events", "email_events.customer_id: missing", 243),
            new QualityData.Reason("demo", "orders", "orders.order_amount: no number", 66)),
        List.of(
            volume("orders", 70, 1),
            volume("web_events", 3900, 1),
            volume("email_events", 2200, 0.4)));
  }

  private static QualityData.Volume volume(String stream, long size, double last) {
    List<Long> days = new ArrayList<>();
    for (int d = 0; d < 35; d++) {
      double week = d % 7 > 4 ? 0.7 : 1.05;
      days.add(Math.round(size * week * (d == 34 ? last : 1) + d * 5 % 9));
    }
    return new QualityData.Volume("demo", stream, Optional.of(DATE), days);
  }

  private static ModelData churn() {
    LocalDate trained = DATE.minusDays(31);
    LocalDate cutOff = LocalDate.parse("2024-09-01");
    List<Measured> measured = new ArrayList<>();
    measured.add(new Measured(cutOff, 90, "model", "roc_auc", .788, .771, .804, 4210));
    measured.add(new Measured(cutOff, 90, "recency", "roc_auc", .709, null, null, 4210));
    measured.add(
        new Measured(cutOff, 90, "recency", "model_above_in_roc_auc", .079, .064, .094, 4210));
    measured.add(new Measured(cutOff, 90, "btyd", "roc_auc", .801, null, null, 4210));
    measured.add(
        new Measured(cutOff, 90, "btyd", "model_above_in_roc_auc", -.012, -.02, -.004, 4210));
    for (int i = 1; i <= 10; i++) {
      double promised = .05 + .09 * i;
      double observed = promised + (i % 3 - 1) * .02;
      measured.add(
          new Measured(cutOff, 90, "model", "promised_rate_" + i, promised, null, null, 4210));
      measured.add(
          new Measured(cutOff, 90, "model", "observed_rate_" + i, observed, null, null, 4210));
    }
    return new ModelData(
        new ModelRegistry.Entry(
            "churn",
            2,
            ModelRegistry.Stage.CHAMPION,
            trained.plusDays(1),
            "does better than version 1",
            "LOGISTIC_REGRESSION",
            trained,
            9,
            Map.of(),
            "_models/churn/2"),
        true,
        ModelCard.purpose("churn"),
        measured,
        List.of(
            drift("visits_30d", .13, DriftVerdict.MOVED),
            drift("orders_90d", .02, DriftVerdict.STEADY)),
        List.of(
            new Fairness.Entry(
                cutOff, 90, new GroupScore("country", "CZ", 4000, .61, .612, .015, .79, .01)),
            new Fairness.Entry(
                cutOff, 90, new GroupScore("country", "SK", 210, .61, .74, .059, .77, .13))),
        List.of(
            new Outcomes.Entry(
                "churn", 1, LocalDate.parse("2024-08-01"), 90, 3900, .61, .634, "no_order")));
  }

  private static Drift.Entry drift(String name, double index, DriftVerdict verdict) {
    Spread spread = new Spread(name, List.of(1.), List.of(9L, 9L, 0L));
    return new Drift.Entry("churn", 2, DATE, 9, false, spread, index, verdict);
  }

  private static List<ReportData.JobRun> runs() {
    return List.of(
        new ReportData.JobRun(
            "ingest", 14.2, "WRITTEN", List.of(new ReportData.TableRows("bronze.orders", 81))),
        new ReportData.JobRun(
            "silver", 18.9, "WRITTEN", List.of(new ReportData.TableRows("silver.orders", 80))),
        new ReportData.JobRun(
            "features",
            11.4,
            "WRITTEN",
            List.of(new ReportData.TableRows("features.customer", 10412))),
        new ReportData.JobRun("segments", 9.7, "NO_CHANGE", List.of()));
  }

  private static BigDecimal amount(long amount) {
    return BigDecimal.valueOf(amount);
  }
}
