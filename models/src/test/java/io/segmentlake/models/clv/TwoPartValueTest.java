package io.segmentlake.models.clv;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.models.training.Sufficiency;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Training on a small shop by a quick family; trees have a test of their own. */
class TwoPartValueTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final int DAYS = Snapshots.VALUE_HORIZON;
  private static final TwoPartTraining TRAINING =
      new TwoPartTraining(Sufficiency.USUAL, List.of(PartFamily.LOGISTIC_LOG_NORMAL), 1);

  private static Dataset<Row> earlier;
  private static Dataset<Row> now;
  private static CustomerValue then;
  private static CustomerValue base;
  private static TwoPartValue model;

  @BeforeAll
  static void train() {
    Dataset<Row> snapshots = ValueShop.snapshots(SPARK.spark(), 1000);
    earlier = ValueShop.at(snapshots, ValueShop.EARLIER).localCheckpoint();
    now = ValueShop.at(snapshots, ValueShop.NOW).localCheckpoint();
    then = CustomerValue.fit(earlier).model();
    base = CustomerValue.fit(now).model();
    model = fit(TRAINING).model();
  }

  @Test
  void ordersCustomersBetterWhereVisitsAndTheFirstOrderTellMore() {
    Dataset<Row> rows =
        base.valueWithin(
                DAYS,
                model
                    .valueWithin(DAYS, now)
                    .withColumnRenamed("predicted_value", "two_part")
                    .drop("predicted_orders", "predicted_value_low", "predicted_value_high"))
            .selectExpr(
                "customer_id",
                "two_part",
                "predicted_value as btyd",
                "double(" + Snapshots.revenue(DAYS) + ") as revenue");

    ValueComparison comparison =
        ValueComparison.of(
            rows, PairedBootstrap.of(100, 1), ScoreColumns.of("two_part", "revenue"), "btyd");

    assertThat(comparison.gini().isAboveZero()).as("%s", comparison).isTrue();
    assertThat(comparison.isWon()).as("%s", comparison).isTrue();
  }

  @Test
  void itsTotalIsThatOfTheModelOfOrdersAndTheirWorth() {
    for (int days : List.of(DAYS, CustomerValue.HORIZON_DAYS)) {
      assertThat(total(model, days)).isCloseTo(total(base, days), within(1e-6 * total(base, days)));
    }
  }

  @Test
  void valueAndRangeMoveTogetherAndOrdersStay() {
    Dataset<Row> both =
        model
            .valueWithin(DAYS, now)
            .select("customer_id", "predicted_orders", "predicted_value", "predicted_value_high")
            .toDF("customer_id", "orders", "value", "high")
            .join(base.valueWithin(DAYS, now), "customer_id");

    assertThat(both.where("orders = predicted_orders").count()).isEqualTo(now.count());
    assertThat(
            both.where(
                    "abs(high * predicted_value - predicted_value_high * value) > 1e-6 * value * predicted_value")
                .count())
        .isZero();
  }

  @Test
  void aSavedModelSaysTheSameOfAll(@TempDir Path folder) throws Exception {
    model.save(folder.toString());

    ValueModel loaded = ValueModels.load(folder.toString());

    assertThat(loaded).isInstanceOf(TwoPartValue.class);
    assertThat(scores(loaded)).isEqualTo(scores(model));
    assertThat(loaded.parameters()).isEqualTo(model.parameters());
    assertThat(loaded.algorithm())
        .isEqualTo(model.algorithm())
        .startsWith("two-part logistic log normal, amounts of ");
  }

  @Test
  void theOrderOfRowsDecidesNothing() {
    assertThat(scores(TRAINING.fit(shuffled(), now, base).model())).isEqualTo(scores(model));
  }

  @Test
  @EnabledIfSystemProperty(named = "segmentlake.slow", matches = "true")
  void norDoesItInTrees() {
    TwoPartTraining trees =
        new TwoPartTraining(Sufficiency.USUAL, List.of(PartFamily.BOOSTED_TREES), 1);

    assertThat(scores(trees.fit(shuffled(), now, base).model()))
        .isEqualTo(scores(fit(trees).model()));
  }

  private static TwoPartTraining.Earlier shuffled() {
    return new TwoPartTraining.Earlier(earlier.repartition(3).localCheckpoint(), DAYS, then);
  }

  @Test
  void saysNothingOfWhoNeverOrdered() {
    Row never =
        model
            .score(now.limit(1).withColumn("order_days", lit(0)))
            .select("predicted_value_365d", "next_order_on")
            .head();

    assertThat(never.isNullAt(0) && never.isNullAt(1)).isTrue();
  }

  @Test
  void saysWhatLacks() {
    TwoPartTraining.Fit few =
        TRAINING.fit(
            new TwoPartTraining.Earlier(earlier.where("customer_id <= 300"), DAYS, then),
            now,
            base);

    assertThat(few.model()).isNull();
    assertThat(few.remark()).startsWith("Too little data: 300 buyers where 500 are needed");
  }

  private static TwoPartTraining.Fit fit(TwoPartTraining training) {
    return training.fit(new TwoPartTraining.Earlier(earlier, DAYS, then), now, base);
  }

  private static double total(ValueModel of, int days) {
    return of.valueWithin(days, now).agg(sum("predicted_value")).head().getDouble(0);
  }

  private static List<Row> scores(ValueModel of) {
    return of.score(now)
        .select("customer_id", "predicted_value_365d", "predicted_value_high_365d")
        .orderBy("customer_id")
        .collectAsList();
  }
}
