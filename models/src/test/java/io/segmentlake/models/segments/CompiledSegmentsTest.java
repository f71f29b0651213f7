package io.segmentlake.models.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CompiledSegmentsTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final LocalDate DAY = LocalDate.of(2024, 3, 31);
  private static final String FEATURES =
      "as_of date, customer_id bigint, orders_lifetime bigint, days_since_last_order int,"
          + " revenue_365d decimal(28,4), country string, is_business boolean";

  @Test
  void tellsMembersFromTheUnknownAndLeavesTheOthersOut() {
    CompiledSegments compiled =
        Yaml.compile(
            Yaml.of("recent", "when: days_since_last_order <= 30"),
            Yaml.of("not_recent", "when: not member('recent')"),
            Yaml.of("either", "when: member('recent') or member('not_recent')"),
            Yaml.of("ratio", "when: revenue_365d / orders_lifetime > 5"));
    Dataset<Row> rows =
        SPARK.table(
            FEATURES,
            customer(1L, 2L, 30, "20", "CZ", false),
            customer(2L, 2L, 31, "20", "CZ", false),
            customer(3L, 0L, null, "20", "CZ", false));

    assertThat(states(compiled, rows))
        .containsExactly(
            "1 either in",
            "1 ratio in",
            "1 recent in",
            "2 either in",
            "2 not_recent in",
            "2 ratio in",
            "3 either unknown",
            "3 not_recent unknown",
            "3 ratio unknown",
            "3 recent unknown");
  }

  @Test
  void comparesWithTheShopsOwnThresholds() {
    CompiledSegments compiled =
        Yaml.compile(
            Yaml.of("high", "when: \"revenue_365d > shop('spend_365d', 'mean')\""),
            Yaml.of(
                "gone", "when: \"days_since_last_order > shop('gap_between_orders', 'mean')\""));
    Dataset<Row> shop =
        SPARK.table(
            "as_of date, name string, category string, statistic string, value decimal(28,4)",
            RowFactory.create(date(), "spend_365d", null, "mean", new BigDecimal("20.5")),
            RowFactory.create(date(), "spend_365d", "tea", "mean", new BigDecimal("1")),
            RowFactory.create(date(), "spend_365d", null, "median", new BigDecimal("2")));
    Dataset<Row> rows =
        SPARK.table(
            FEATURES,
            customer(1L, 2L, 30, "20.5", "CZ", false),
            customer(2L, 2L, 31, "20.6", "CZ", false));

    Dataset<Row> thresholds = compiled.thresholds(rows, shop);

    assertThat(compiled.segments().get(0).thresholds()).containsExactly("spend_365d.mean");
    assertThat(states(compiled, compiled.withThresholds(rows, thresholds)))
        .containsExactly("1 gone unknown", "2 gone unknown", "2 high in");
  }

  @Test
  void measuresWhatSeveralSegmentsNeedOnceWithOneScanPerStream() {
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      texts.add(
          Yaml.of(
              "s" + i,
              "measures:",
              "  a: {count: orders, window: " + i + " days}",
              "  b: {sum: orders, of: gross_amount, window: 90 days}",
              "  c: {count: web_events, where: \"type = 'cart_add'\", window: " + i + " days}",
              "when: a > 1 and b > " + i + " and c < 3"));
    }
    CompiledSegments compiled = Yaml.compile(texts.toArray(String[]::new));
    Dataset<Row> measured =
        compiled.measured(
            SPARK.table(FEATURES, customer(1L, 2L, 30, "20.5", "CZ", false)),
            Map.of("orders", orders(), "web_events", events()),
            List.of(DAY));

    assertThat(compiled.measures()).hasSize(121);
    assertThat(compiled.streams()).containsExactlyInAnyOrder("orders", "web_events");
    String plan = compiled.evaluate(measured).queryExecution().optimizedPlan().toString();
    assertThat(plan.split("LocalRelation|LogicalRDD", -1)).hasSize(3 + 1);
    assertThat(plan.split(" Aggregate ", -1)).hasSize(2 + 1);
    assertThat(compiled.evaluate(measured).collectAsList()).isEmpty();
  }

  @Property(tries = 12)
  void insideOutsideAndUnknownAreTheBase(@ForAll("rules") List<String> rules) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      texts.add(Yaml.of("s" + i, "when: >-", "  " + rules.get(i)));
    }
    CompiledSegments compiled = Yaml.compile(texts.toArray(String[]::new));
    Dataset<Row> rows =
        SPARK.table(
            FEATURES,
            customer(1L, 0L, null, "0", null, null),
            customer(2L, 1L, 90, "10.5", "CZ", false),
            customer(3L, 5L, 3, "-1", "SK", true),
            customer(4L, 2L, 400, null, "CZ", null));

    Dataset<Row> states = compiled.evaluate(rows);

    for (int i = 0; i < rules.size(); i++) {
      CompiledSegment segment = compiled.segments().get(i);
      var predicate =
          new io.segmentlake.models.expression.ColumnCompiler(Vocabularies.features())
              .compile(segment.rule());
      assertThat(states.where("segment = " + i + " and state = 'in'").count())
          .isEqualTo(rows.where(predicate).count());
      assertThat(states.where("segment = " + i + " and state = 'unknown'").count())
          .isEqualTo(rows.where(predicate.isNull()).count());
      long outside = rows.where(predicate.equalTo(false)).count();
      assertThat(states.where("segment = " + i).count() + outside).isEqualTo(4);
    }
    assertThat(
            states
                .groupBy("customer_id", "segment")
                .agg(count(lit(1)).as("n"))
                .where(col("n").gt(1))
                .count())
        .isZero();
  }

  @Provide
  Arbitrary<List<String>> rules() {
    Arbitrary<String> leaf =
        Arbitraries.of(
            "orders_lifetime >= 2",
            "days_since_last_order > 60",
            "revenue_365d / orders_lifetime > 4",
            "country in ('CZ', 'DE')",
            "country is null",
            "is_business",
            "not is_business",
            "revenue_365d between 0 and 11",
            "country like 'C%'");
    return Combinators.combine(leaf, leaf, leaf, Arbitraries.of("and", "or"))
        .as((a, b, c, by) -> "not (" + a + " " + by + " " + b + ") or " + c + " and " + a)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  private static List<String> states(CompiledSegments compiled, Dataset<Row> rows) {
    return compiled.evaluate(rows).collectAsList().stream()
        .map(
            row ->
                row.getLong(1)
                    + " "
                    + compiled.segments().get(row.getInt(2)).id()
                    + " "
                    + row.getString(3))
        .sorted()
        .toList();
  }

  private static Row customer(
      long id, Long orders, Integer days, String revenue, String country, Boolean isBusiness) {
    BigDecimal amount = revenue == null ? null : new BigDecimal(revenue);
    return RowFactory.create(date(), id, orders, days, amount, country, isBusiness);
  }

  private static Date date() {
    return Date.valueOf(DAY);
  }

  private static Dataset<Row> orders() {
    return SPARK.table(
        "order_id string, ordered_at timestamp, event_on date, customer_id bigint,"
            + " gross_amount decimal(28,4), is_counted boolean",
        RowFactory.create("a", null, date(), 1L, new BigDecimal("90"), true));
  }

  private static Dataset<Row> events() {
    return SPARK.table(
        "event_id string, occurred_at timestamp, event_on date, customer_id bigint, type string,"
            + " is_bot boolean",
        RowFactory.create("e", null, date(), 1L, "cart_add", null));
  }
}
