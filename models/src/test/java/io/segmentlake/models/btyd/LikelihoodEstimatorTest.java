package io.segmentlake.models.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LikelihoodEstimatorTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final String HISTORY = "frequency int, recency double, age double";
  private static final List<Row> SHOP = new SimulatedShop(4).bgNbd(1_000, .5, 4, .8, 2.5);

  @Test
  void groupingChangesNothing() {
    Dataset<Row> wholeWeeks =
        shop(SHOP).selectExpr("frequency", "ceil(recency) as recency", "ceil(age) as age");

    FitSummary grouped = new BgNbd().setStarts(1).fit(wholeWeeks).summary();
    FitSummary each = new BgNbd().setStarts(1).setGroupFirst(false).fit(wholeWeeks).summary();

    assertThat(grouped.histories()).isLessThan(800);
    assertThat(each.histories()).isEqualTo(1_000);
    assertThat(each.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(each.logLikelihood()).isCloseTo(grouped.logLikelihood(), within(1e-6));
    for (String parameter : grouped.parameters()) {
      assertThat(each.value(parameter) / grouped.value(parameter)).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void howTheInputIsStoredChangesNotOneDigit() {
    List<Row> shuffled = new ArrayList<>(SHOP);
    Collections.shuffle(shuffled, new Random(5));

    FitSummary stored = new BgNbd().setStarts(1).fit(shop(SHOP)).summary();
    FitSummary otherwise = new BgNbd().setStarts(1).fit(shop(shuffled).repartition(7)).summary();

    assertThat(otherwise).isEqualTo(stored);
  }

  @Test
  void manyPartitionsChangeNotOneDigitEither() {
    MaximumLikelihood method = new MaximumLikelihood(new BgNbdLikelihood(), 200, 1e-6, 1);
    Dataset<Row> histories = shop(SHOP).select("frequency", "recency", "age");

    try (Histories one = Histories.grouped(histories, 50_000);
        Histories some = Histories.grouped(histories, 250)) {
      assertThat(one.rows().getNumPartitions()).isEqualTo(1);
      assertThat(some.rows().getNumPartitions()).isGreaterThan(3);
      assertThat(some.few().count()).isBetween(50L, 500L);
      assertThat(method.fit(some).values()).isEqualTo(method.fit(one).values());
    }
  }

  @Test
  void anotherUnitOfTimeOnlyScalesTheTimes() {
    Dataset<Row> weeks = shop(SHOP);
    Dataset<Row> days = weeks.selectExpr("frequency", "7 * recency recency", "7 * age age");

    FitSummary byWeek = new ParetoNbd().setStarts(1).fit(weeks).summary();
    FitSummary byDay = new ParetoNbd().setStarts(1).fit(days).summary();

    assertThat(byDay.value("r") / byWeek.value("r")).isCloseTo(1, within(1e-8));
    assertThat(byDay.value("alpha") / byWeek.value("alpha")).isCloseTo(7, within(1e-7));
    assertThat(byDay.value("beta") / byWeek.value("beta")).isCloseTo(7, within(1e-7));
  }

  @Test
  void historiesThatCannotBeAreLeftOut() {
    List<Row> rows = new ArrayList<>();
    for (Row row : SHOP.subList(0, 500)) {
      rows.add(RowFactory.create((int) row.getDouble(0), row.get(1), row.get(2)));
    }
    FitSummary without = new BgNbd().setStarts(1).fit(table(rows)).summary();
    rows.add(RowFactory.create(null, 3.0, 9.0));
    rows.add(RowFactory.create(2, null, 9.0));
    rows.add(RowFactory.create(2, 10.0, 9.0));
    rows.add(RowFactory.create(-1, 3.0, 9.0));
    rows.add(RowFactory.create(2, 3.0, Double.NaN));
    FitSummary with = new BgNbd().setStarts(1).fit(table(rows)).summary();

    assertThat(without.leftOut()).isZero();
    assertThat(with.leftOut()).isEqualTo(5);
    assertThat(with.values()).isEqualTo(without.values());
  }

  @Test
  void fewCustomersWhoCameBackAreNoModel() {
    List<Row> rows = new ArrayList<>(Collections.nCopies(1_000, RowFactory.create(0, 0.0, 9.0)));
    rows.addAll(Collections.nCopies(49, RowFactory.create(1, 5.0, 9.0)));

    BgNbdModel model = new BgNbd().setHorizon(4).fit(table(rows));

    assertThat(model.summary().status()).isEqualTo(FitStatus.TOO_FEW_ROWS);
    assertThat(model.summary().customers()).isEqualTo(1_049);
    assertThat(model.summary().value("alpha")).isNaN();
    assertThat(model.transform(table(rows)).where("p_no_order is not null").count()).isZero();
  }

  @Test
  void aShopThatNobodyLeavesDoesNotTellHowTheyLeave() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      rows.add(RowFactory.create(i % 5, i % 5 == 0 ? 0.0 : 20.0, 20.0));
    }
    FitSummary fit = new BgNbd().setStarts(1).fit(table(rows)).summary();

    assertThat(fit.status()).isEqualTo(FitStatus.NOT_IDENTIFIED);
  }

  @Test
  void aSearchThatIsCutShortSaysSo() {
    FitSummary fit = new ParetoNbd().setStarts(1).setMaxIter(1).fit(shop(SHOP)).summary();

    assertThat(fit.status()).isEqualTo(FitStatus.MAX_ITERATIONS);
    assertThat(fit.iterations()).isEqualTo(1);
  }

  @Test
  void columnsThatAreMissingOrNoNumbersAreNamed() {
    Dataset<Row> rows = SPARK.table("frequency int, recency string, age double");
    assertThatThrownBy(() -> new BgNbd().fit(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot apply BgNbd: column recency is no number (string). Any numeric type is"
                + " allowed.");
    assertThatThrownBy(() -> new GammaGamma().fit(rows))
        .hasMessage(
            "Cannot apply GammaGamma: there is no such column (monetary_value). Columns are"
                + " frequency, recency, age.");
    assertThatThrownBy(() -> new BgNbd().setHorizon(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BgNbd().setStarts(10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aParameterThatTheModelDoesNotHaveIsRefused() {
    FitSummary fit = KnownModels.values().summary();
    assertThatThrownBy(() -> fit.value("alpha"))
        .hasMessage("Cannot tell a parameter: the model has no such one (alpha). It has p, q, v.");
  }

  private static Dataset<Row> shop(List<Row> rows) {
    return SPARK.table(SimulatedShop.COLUMNS, rows.toArray(Row[]::new));
  }

  private static Dataset<Row> table(List<Row> rows) {
    return SPARK.table(HISTORY, rows.toArray(Row[]::new));
  }
}
