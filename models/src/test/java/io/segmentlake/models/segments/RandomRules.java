package io.segmentlake.models.segments;

import io.segmentlake.models.SparkExtension;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rules and customers for property tests. */
final class RandomRules {
  static final Date DAY = Date.valueOf("2024-03-31");
  static final String FEATURES =
      "as_of date, customer_id bigint, orders_lifetime bigint, days_since_last_order int,"
          + " revenue_365d decimal(28,4), mean_gap_days decimal(18,4), country string,"
          + " is_business boolean, last_open_on date";

  private static final List<String> LEAVES =
      List.of(
          "orders_lifetime >= 2",
          "orders_lifetime = 1",
          "orders_lifetime <> 3",
          "3 < orders_lifetime",
          "days_since_last_order > 60",
          "days_since_last_order between 30 and 90",
          "days_since_last_order <= 2 * mean_gap_days",
          "revenue_365d / orders_lifetime > 4",
          "revenue_365d > 10.5",
          "round(revenue_365d, 0) - 3 >= 0",
          "country in ('CZ', 'DE')",
          "country not in ('CZ')",
          "country is null",
          "country like 'C%'",
          "upper(country) = 'SK'",
          "is_business",
          "not is_business",
          "coalesce(is_business, false)",
          "last_open_on is null",
          "last_open_on is not null",
          "last_open_on > months_before(1)",
          "last_open_on <= days_before(45)",
          "days_since(last_open_on) < 20",
          "case when orders_lifetime = 0 then true else revenue_365d > 1 end");

  private RandomRules() {}

  /** Up to three levels of and, or, not. */
  static Arbitrary<String> rules() {
    Arbitrary<String> leaf = Arbitraries.of(LEAVES);
    Arbitrary<String> pair =
        Combinators.combine(leaf, leaf, Arbitraries.of(" and ", " or "), Arbitraries.of("", "not "))
            .as((a, b, by, not) -> not + "(" + a + by + b + ")");
    return Combinators.combine(pair, pair, leaf, Arbitraries.of(" and ", " or "))
        .as((a, b, c, by) -> a + by + b + " and " + c);
  }

  static Arbitrary<Row> customers() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 5),
            Arbitraries.integers().between(0, 120).injectNull(0.2),
            Arbitraries.of("0", "0.5", "3", "10.5", "10.51", "100").injectNull(0.2),
            Arbitraries.of("10", "20.5", "60").injectNull(0.2),
            Arbitraries.of("CZ", "SK", "DE", "cz", "").injectNull(0.2),
            Arbitraries.of(true, false).injectNull(0.3),
            Arbitraries.of("2024-03-31", "2024-02-29", "2024-03-01", "2023-01-01").injectNull(0.3))
        .as(
            (orders, days, revenue, gap, country, business, open) ->
                RowFactory.create(
                    DAY,
                    1L,
                    orders,
                    days,
                    decimal(revenue),
                    decimal(gap),
                    country,
                    business,
                    open == null ? null : Date.valueOf(open)));
  }

  static Dataset<Row> table(SparkExtension spark, List<Row> rows) {
    return spark.table(FEATURES, rows.toArray(Row[]::new));
  }

  private static BigDecimal decimal(String text) {
    return text == null ? null : new BigDecimal(text).setScale(4);
  }
}
