package io.segmentlake.models.clv;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CustomerValueTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();
  private static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);

  @Test
  void predictsForEverybodyWhoHasOrderedAndIsTheSameAfterLoading(@TempDir Path folder)
      throws IOException {
    Dataset<Row> customers = customers(1500);
    CustomerValue.Fit fit = CustomerValue.fit(customers);

    assertThat(fit.model()).as(fit.remark()).isNotNull();
    List<Row> predicted = rows(fit.model().score(customers));
    fit.model().save(folder.resolve("model").toString());
    ValueModel loaded = ValueModels.load(folder.resolve("model").toString());

    assertThat(rows(loaded.score(customers))).isEqualTo(predicted);
    assertThat(loaded.parameters()).isEqualTo(fit.model().parameters());
    assertThat(loaded.algorithm()).isEqualTo(fit.model().algorithm());
    assertThat(predicted).hasSize(1500);
    for (Row row : predicted) {
      assertThat(row.<BigDecimal>getAs("predicted_orders_365d")).isPositive();
      assertThat(row.<BigDecimal>getAs("predicted_value_low_365d"))
          .isLessThanOrEqualTo(row.getAs("predicted_value_high_365d"));
      // Null for whoever has left with such a probability that no order may come.
      List<Date> days =
          Stream.of("next_order_from", "next_order_on", "next_order_by")
              .map(row::<Date>getAs)
              .filter(Objects::nonNull)
              .toList();
      assertThat(days).isSorted().allMatch(day -> !day.before(Date.valueOf(AS_OF)));
    }
    assertThat(predicted).anyMatch(row -> row.getAs("next_order_by") != null);
  }

  @Test
  void saysNothingOfWhoNeverOrdered() {
    Dataset<Row> customers = customers(1500);
    Row never = RowFactory.create(-1L, Date.valueOf(AS_OF), null, null, 0, BigDecimal.ZERO);
    Dataset<Row> all =
        customers.union(SPARK.spark().createDataFrame(List.of(never), customers.schema()));

    Row row = CustomerValue.fit(all).model().score(all).where("customer_id = -1").head();

    assertThat(row.isNullAt(row.fieldIndex("predicted_value_365d"))).isTrue();
    assertThat(row.isNullAt(row.fieldIndex("next_order_on"))).isTrue();
  }

  @Test
  void expectsMoreOfWhoBoughtMoreAndLately() {
    Dataset<Row> customers = customers(1500);
    Dataset<Row> two =
        SPARK
            .spark()
            .createDataFrame(
                List.of(
                    row(1, AS_OF.minusDays(300), AS_OF.minusDays(5), 9, 900),
                    row(2, AS_OF.minusDays(300), AS_OF.minusDays(290), 2, 40)),
                customers.schema());

    List<Row> predicted = rows(CustomerValue.fit(customers).model().score(two));

    assertThat(predicted.get(0).<BigDecimal>getAs("predicted_value_365d"))
        .isGreaterThan(predicted.get(1).<BigDecimal>getAs("predicted_value_365d"));
  }

  @Test
  void saysWhyThereIsNoModel() {
    CustomerValue.Fit fit = CustomerValue.fit(customers(3));

    assertThat(fit.model()).isNull();
    assertThat(fit.remark()).isEqualTo("Gamma-Gamma ended with TOO_FEW_ROWS");
  }

  private static List<Row> rows(Dataset<Row> rows) {
    return rows.orderBy("customer_id").collectAsList();
  }

  /** Buyers who differ in how often they buy, some of whom leave. */
  private static Dataset<Row> customers(int count) {
    SplittableRandom dice = new SplittableRandom(7);
    List<Row> rows =
        IntStream.range(0, count)
            .mapToObj(
                id -> {
                  LocalDate first = AS_OF.minusDays(100 + dice.nextInt(400));
                  double gap = 20 + 200 * dice.nextDouble();
                  double worth = 20 + 80 * dice.nextDouble();
                  LocalDate last = first;
                  int orders = 1;
                  double total = worth;
                  while (dice.nextDouble() > .15) {
                    LocalDate next = last.plusDays(1 + (long) (-gap * Math.log(dice.nextDouble())));
                    if (next.isAfter(AS_OF)) {
                      break;
                    }
                    last = next;
                    orders++;
                    total += worth * (.5 + dice.nextDouble());
                  }
                  return row(id, first, last, orders, total);
                })
            .toList();
    return SPARK.table(
        "customer_id bigint, as_of date, first_order_on date, last_order_on date,"
            + " order_days int, revenue_lifetime decimal(28,4)",
        rows.toArray(Row[]::new));
  }

  private static Row row(long id, LocalDate first, LocalDate last, int orders, double total) {
    return RowFactory.create(
        id,
        Date.valueOf(AS_OF),
        Date.valueOf(first),
        Date.valueOf(last),
        orders,
        BigDecimal.valueOf(Math.round(total * 100), 2));
  }
}
