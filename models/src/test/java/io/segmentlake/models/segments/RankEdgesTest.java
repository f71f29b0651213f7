package io.segmentlake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RankEdgesTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final Date DAY = Date.valueOf("2024-03-31");

  @Test
  void takesTheLastOfTheTopShareAndAllWhoEqualIt() {
    assertThat(members("20 %", 50, 40, 30, 20, 10)).containsExactly(1L);
    assertThat(members("20 %", 50, 50, 30, 20, 10)).containsExactly(1L, 2L);
    assertThat(members("40 %", 50, 40, 40, 20, 10)).containsExactly(1L, 2L, 3L);
    assertThat(members("1 %", 50, 40, 30, 20, 10)).containsExactly(1L);
    assertThat(members("21 %", 50, 40, 30, 20, 10)).containsExactly(1L, 2L);
    assertThat(members("100 %", 50, 40, 30, 20, 10)).hasSize(5);
  }

  @Test
  void countsOnlyTheBase() {
    CompiledSegments compiled =
        Yaml.compile(
            Yaml.of("buyer", "when: orders_365d >= 1"),
            Yaml.of(
                "top",
                "rank: {r: {by: margin_365d, base: member('buyer'), top: 50 %}}",
                "when: r"));
    Dataset<Row> rows =
        SPARK.table(
            "as_of date, customer_id bigint, orders_365d bigint, margin_365d decimal(28,4)",
            RowFactory.create(DAY, 1L, 0L, new BigDecimal("900")),
            RowFactory.create(DAY, 2L, 1L, new BigDecimal("50")),
            RowFactory.create(DAY, 3L, 1L, null),
            RowFactory.create(DAY, 4L, 1L, new BigDecimal("-5")));

    Dataset<Row> thresholds = compiled.thresholds(rows, noShop());
    List<Row> states =
        compiled
            .evaluate(compiled.withThresholds(rows, thresholds))
            .where("segment = 1")
            .orderBy("customer_id")
            .collectAsList();

    String key = compiled.rankEdges().get(0).key();
    assertThat(thresholds.collectAsList())
        .containsExactly(RowFactory.create(DAY, key, new BigDecimal("50.0000")));
    assertThat(states)
        .containsExactly(
            RowFactory.create(DAY, 2L, 1, "in"), RowFactory.create(DAY, 3L, 1, "unknown"));
  }

  @Test
  void findsTheEdgesOfEachDate() {
    CompiledSegments compiled = compiled("50 %");
    Date next = Date.valueOf("2024-04-01");
    Dataset<Row> rows =
        SPARK.table(
            "as_of date, customer_id bigint, revenue_365d decimal(28,4)",
            RowFactory.create(DAY, 1L, new BigDecimal("5")),
            RowFactory.create(DAY, 2L, new BigDecimal("4")),
            RowFactory.create(next, 1L, new BigDecimal("3")),
            RowFactory.create(next, 2L, new BigDecimal("7")));

    Dataset<Row> thresholds = compiled.thresholds(rows, noShop());

    assertThat(thresholds.orderBy("as_of").select("as_of", "value").collectAsList())
        .containsExactly(
            RowFactory.create(DAY, new BigDecimal("5.0000")),
            RowFactory.create(next, new BigDecimal("7.0000")));
  }

  @Property(tries = 25)
  void equalsTheKthOfTheSortedValues(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = -5, max = 20) Integer> values,
      @ForAll @IntRange(min = 1, max = 100) int percent) {
    List<Integer> sorted = new ArrayList<>(values);
    sorted.sort((a, b) -> b - a);
    int k = (values.size() * percent + 99) / 100;
    int edge = sorted.get(k - 1);
    long expected = values.stream().filter(v -> v >= edge).count();

    int[] amounts = values.stream().mapToInt(v -> v).toArray();
    assertThat(members(percent + " %", amounts)).hasSize((int) expected);
  }

  private static List<Long> members(String share, int... amounts) {
    Row[] rows = new Row[amounts.length];
    for (int i = 0; i < amounts.length; i++) {
      rows[i] = RowFactory.create(DAY, i + 1L, new BigDecimal(amounts[i]));
    }
    CompiledSegments compiled = compiled(share);
    Dataset<Row> customers =
        SPARK.table("as_of date, customer_id bigint, revenue_365d decimal(28,4)", rows);
    Dataset<Row> thresholds = compiled.thresholds(customers, noShop());
    return compiled
        .evaluate(compiled.withThresholds(customers, thresholds))
        .orderBy("customer_id")
        .collectAsList()
        .stream()
        .map(r -> r.getLong(1))
        .toList();
  }

  private static CompiledSegments compiled(String share) {
    return Yaml.compile(
        Yaml.of("s", "rank: {r: {by: revenue_365d, top: " + share + "}}", "when: r"));
  }

  private static Dataset<Row> noShop() {
    return SPARK.table(
        "as_of date, name string, category string, statistic string, value decimal(28,4)");
  }
}
