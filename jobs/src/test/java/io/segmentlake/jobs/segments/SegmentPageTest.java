package io.segmentlake.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.pipelines.segments.EvaluatedSegments.Evaluation;
import io.segmentlake.pipelines.segments.SegmentTables;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class SegmentPageTest {
  private static final LocalDate DATE = LocalDate.parse("2026-06-30");

  @Test
  void tellsAllThatIsKnownOfASegment() {
    Map<String, BigDecimal> thresholds = new LinkedHashMap<>();
    thresholds.put("the shop's median gap", new BigDecimal("41.50000"));
    thresholds.put("the shop's mean spend", null);
    TreeMap<LocalDate, Long> trend = new TreeMap<>(Map.of(DATE.minusDays(1), 40L, DATE, 50L));
    SegmentPage page =
        new SegmentPage(
            "vip",
            DATE,
            definition(),
            new Evaluation(2, 1000, 50, 3, BigDecimal.ZERO, Map.of(), 7),
            size(),
            new SegmentPage.Worth(new BigDecimal("4000"), new BigDecimal("80")),
            "CZK",
            trend,
            thresholds,
            List.of(
                RowFactory.create("entered", "orders_lifetime ≥ 4", 9L),
                RowFactory.create("entered", "recency_days ≤ 30", 3L),
                RowFactory.create("left", "recency_days > 365", 2L)),
            List.of(RowFactory.create("loyal", 25L)),
            List.of("AEARCWHFHVOK6"));

    assertThat(page.toString().lines().map(String::stripTrailing))
        .containsExactly(
            "vip v2 as of 2026-06-30",
            "  purpose           Keeps the best",
            "  goal              relationship: replies",
            "                    revenue: margin_365d",
            "  channels          email, ads",
            "  owner             crm",
            "  priority          90",
            "  rule              orders_lifetime >= 4",
            "  members           50 of 1,000 (5.0 %); unknown of 3",
            "  that day          12 entered, 2 left",
            "  revenue 365 d     1,000.00 CZK of all customers' 4,000.00 CZK (25.0 %)",
            "  order value       none on average, all customers 80.00 CZK",
            "  trend             "
                + Trend.over(trend.keySet()).line(trend)
                + "  40 on 2026-06-29 to 50 on 2026-06-30",
            "  threshold         the shop's median gap = 41.5000",
            "                    the shop's mean spend = unknown",
            "  why they entered  9 × orders_lifetime ≥ 4",
            "                    3 × recency_days ≤ 30",
            "  why they left     2 × recency_days > 365",
            "  also in           loyal, 25 (50.0 %)",
            "  for example       segmentlake explain AEARCWHFHVOK6 vip");
  }

  private static Row definition() {
    return row(
        SegmentTables.DEFINITIONS.structType(),
        "vip",
        2,
        "crm",
        "Keeps the best",
        seq(
            RowFactory.create("relationship", "replies"),
            RowFactory.create("revenue", "margin_365d")),
        null,
        seq("email", "ads"),
        90,
        "orders_lifetime >= 4",
        "hash");
  }

  private static Row size() {
    return row(
        SegmentTables.SIZES.structType(),
        "vip",
        2,
        java.sql.Date.valueOf(DATE),
        50L,
        new BigDecimal("0.05"),
        12L,
        2L,
        new BigDecimal("1000"),
        null,
        null);
  }

  private static Row row(org.apache.spark.sql.types.StructType schema, Object... values) {
    return new GenericRowWithSchema(values, schema);
  }

  private static Object seq(Object... values) {
    return CollectionConverters.asScala(List.of(values)).toSeq();
  }
}
