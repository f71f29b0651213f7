package io.segmentlake.models.segments;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExplainerTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final Date DAY = Date.valueOf("2024-03-31");

  private final CompiledSegments compiled =
      Yaml.compile(
          Yaml.of(
              "gone",
              "when: orders_lifetime >= 2 and days_since_last_order > 180 or country = 'SK'"),
          Yaml.of(
              "top",
              "rank: {top_value: {by: margin_365d, base: orders_365d >= 1, top: 1 %}}",
              "when: top_value"),
          Yaml.of("best", "when: member('top') and not member('gone')"),
          Yaml.of(
              "slow",
              "measures: {views: {count: web_events, window: 30 days}}",
              "when: \"views < 3 and mean_gap_days > 2 * shop('gap_between_orders', 'median')\""),
          Yaml.of("unknown", "when: last_open_on > days_before(10)"));

  private final Row customer =
      rows(RowFactory.create(
              DAY,
              1L,
              2L,
              178,
              "CZ",
              3L,
              new BigDecimal("120.0000"),
              new BigDecimal("30.5000"),
              null,
              7L,
              new BigDecimal("340.0000"),
              new BigDecimal("20.0000")))
          .head();

  @Test
  void showsEachConditionWithItsValueAndTheNearestMiss() {
    assertThat(explain("gone"))
        .isEqualTo(
            """
            gone v1: no
              no      any of
              no        all of
              yes         orders_lifetime is 2   needs >= 2
              no          days_since_last_order is 178   needs > 180
              no        country is 'CZ'   needs = 'SK'
              nearest miss
                3 days short: days_since_last_order is 178, needs > 180
            """);
  }

  @Test
  void showsRanksMeasuresShopThresholdsAndMembers() {
    assertThat(explain("best"))
        .isEqualTo(
            """
            best v1: no
              no      all of
              no        member of top
              no          all of
              yes           orders_365d is 3   needs >= 1
              no            margin_365d is 120   needs >= top_value = 340
              yes       not
              no          member of gone
              no            any of
              no              all of
              yes               orders_lifetime is 2   needs >= 2
              no                days_since_last_order is 178   needs > 180
              no              country is 'CZ'   needs = 'SK'
              nearest miss
                220 short: margin_365d is 120, needs >= top_value = 340
            """);
    assertThat(explain("slow"))
        .isEqualTo(
            """
            slow v1: no
              no      all of
              no        views is 7   needs < 3
              no        mean_gap_days is 30.5   needs > 2 * shop('gap_between_orders', 'median') = 40
              nearest miss
                5 over: views is 7, needs < 3
                9.51 days short: mean_gap_days is 30.5, needs > 2 * shop('gap_between_orders', 'median') = 40
            """);
  }

  @Test
  void saysWhatIsUnknown() {
    assertThat(explain("unknown"))
        .isEqualTo(
            """
            unknown v1: unknown
              unknown last_open_on is unknown   needs > days_before(10) = 2024-03-21
              nearest miss
                last_open_on is unknown, needs > days_before(10) = 2024-03-21
            """);
  }

  @Test
  void givesAReasonForEachChangedRow() {
    Dataset<Row> changed = rows(customer).withColumn("segment", col("customer_id").cast("int"));

    List<Row> reasons =
        changed
            .select(
                compiled.reason(col("segment").minus(1)),
                compiled.reason(col("segment")),
                compiled.reason(col("segment").plus(1)),
                compiled.reason(col("segment").plus(3)))
            .collectAsList();

    int best = 2;
    assertThat(compiled.segments().get(best).id()).isEqualTo("best");
    assertThat(reasons)
        .containsExactly(
            RowFactory.create(
                "days_since_last_order is 178, needs > 180; country is 'CZ', needs = 'SK'",
                "margin_365d is 120, needs >= top_value = 340",
                "margin_365d is 120, needs >= top_value = 340",
                "last_open_on is unknown, needs > days_before(10) = 2024-03-21"));
  }

  private String explain(String id) {
    return new Explainer(compiled).explain(id, customer).text();
  }

  private Dataset<Row> rows(Row... rows) {
    String measure = compiled.measures().iterator().next().key();
    String edge = compiled.rankEdges().get(0).key();
    return SPARK.table(
        "as_of date, customer_id bigint, orders_lifetime bigint, days_since_last_order int,"
            + " country string, orders_365d bigint, margin_365d decimal(28,4),"
            + " mean_gap_days decimal(18,4), last_open_on date, "
            + measure
            + " bigint, "
            + edge
            + " decimal(28,4), `gap_between_orders.median` decimal(28,4)",
        rows);
  }
}
