package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.uplift.CampaignTraining;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import io.segmentlake.pipelines.predictions.Predictions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Half of the customers visit; by what a campaign does to them and to others they are told. */
class UpliftTrainerTest {
  private static final LocalDate DRAWN = LocalDate.of(2026, 5, 10);
  private static final LocalDate AS_OF = LocalDate.of(2026, 6, 1);
  private static final int CUSTOMERS = 1_600;

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  private final UpliftTrainer trainer = new UpliftTrainer(new CampaignTraining(3, 1, 1, 200, 20));

  /** Chance of an order after the lots were drawn. */
  private interface Chance {
    double of(boolean visits, String arm);
  }

  @Test
  void tellsWhomACampaignMovesAndWhomItDrivesAway() {
    // Visitors seldom buy by themselves and are moved; the others buy anyway, if left in peace.
    shop((id, dice) -> dice.nextBoolean() ? "10 % off" : "control", UpliftTrainerTest::opposite);

    Entry entry = train();

    assertThat(entry.stage()).as(entry.reason()).isEqualTo(Stage.CHAMPION);
    assertThat(entry.reason())
        .startsWith("the first that could be fitted; heterogeneity found: normalised Qini 0.")
        .endsWith("best incentive is not told: only 10 % off was tested");
    assertThat(entry.algorithm()).isEqualTo("T-learner, campaign spring, 10 % off against none");
    List<Measured> measured = new ModelMetrics(lake.lakehouse()).of("uplift", 1);
    // Half gain .4, half lose .2.
    Measured effect = figure(measured, "10 % off", "average_effect");
    assertThat(.1).isBetween(effect.low(), effect.high());
    assertThat(figure(measured, "model", "normalised_qini").low()).isPositive();
    assertThat(figure(measured, "response_model", "model_above_in_qini").low()).isPositive();
    Measured random = figure(measured, "random", "normalised_qini");
    assertThat(0.).isBetween(random.low(), random.high());

    assertThat(told("id_is_visitor", "uplift_quadrant", "round(avg(uplift_order_probability), 1)"))
        .containsExactly("false do_not_disturb -0.2", "true persuadable 0.4");
  }

  private static double opposite(boolean visits, String arm) {
    boolean isTreated = !arm.equals("control");
    return visits ? (isTreated ? .5 : .1) : (isTreated ? .3 : .5);
  }

  @Test
  void claimsOneUpliftForAllWhereNobodyDiffers() {
    shop(
        (id, dice) -> dice.nextBoolean() ? "10 % off" : "control",
        (visits, arm) -> arm.equals("control") ? .2 : .35);

    Entry entry = train();

    assertThat(entry.stage()).isEqualTo(Stage.CHAMPION);
    assertThat(entry.reason()).contains("no heterogeneity found");
    assertThat(entry.algorithm()).startsWith("one uplift for all");
    double effect = entry.parameters().get("average_effect");
    assertThat(effect).isBetween(.08, .22);
    assertThat(told("true", "uplift_quadrant", "min(uplift_order_probability)"))
        .containsExactly("true none %.6f".formatted(effect).replace(',', '.'));
    assertThat(told("true", "best_incentive", "count_if(uplift_untreated_probability > 0)"))
        .containsExactly("true none " + CUSTOMERS);
  }

  @Test
  void picksAmongSeveralOffersWhatLeavesMostMargin() {
    shop(
        (id, dice) -> List.of("control", "10 % off", "50 % off").get(dice.nextInt(3)),
        (visits, arm) ->
            switch (arm) {
              case "control" -> visits ? .1 : .5;
                // Of an order at half the price nothing of 40 % margin is left.
              case "50 % off" -> visits ? .6 : .5;
              default -> visits ? .5 : .3;
            });

    assertThat(train().stage()).isEqualTo(Stage.CHAMPION);

    assertThat(told("id_is_visitor", "best_incentive", "sum(0)"))
        .containsExactly("false none 0", "true 10 % off 0");
  }

  @Test
  void refusesACampaignWithoutAControl() {
    shop((id, dice) -> "10 % off", (visits, arm) -> .3);

    Entry entry = train();

    assertThat(entry.stage()).isEqualTo(Stage.INSUFFICIENT_DATA);
    assertThat(entry.reason())
        .isEqualTo(
            "spring: Cannot learn uplift of treated: there is no control arm (1600 treated). Leave a"
                + " random part of the customers untreated.");
  }

  @Test
  void refusesArmsThatWereNotDrawnByLot() {
    shop((id, dice) -> isVisitor(id) ? "10 % off" : "control", (visits, arm) -> .3);

    Entry entry = train();

    assertThat(entry.stage()).isEqualTo(Stage.INSUFFICIENT_DATA);
    assertThat(entry.reason())
        .contains("the arms differ before the treatment")
        .contains("Only customers drawn by lot can be compared.");
  }

  @Test
  void refusesAShopThatNeverDrewLots() {
    new LotShop().order(1, DRAWN, "20", "8").write(lake.lakehouse());

    Entry entry = train();

    assertThat(entry.stage()).isEqualTo(Stage.INSUFFICIENT_DATA);
    assertThat(entry.reason()).contains("load who was drawn for what into the stream assignments");
  }

  private Entry train() {
    new TrainingExperiments(history()).write(AS_OF);
    return new Training(history()).train(trainer, AS_OF).entry();
  }

  /** What the daily run writes and rules see: a condition, a column, and an aggregate of both. */
  private List<String> told(String condition, String column, String aggregate) {
    Customer customer = new Customer(history());
    try (Customer.Features features = customer.at(List.of(AS_OF))) {
      customer.write(features, AS_OF);
    }
    new Predictions(lake.lakehouse()).write(AS_OF, 1);
    Dataset<Row> uplift = lake.lakehouse().read(PredictionColumns.UPLIFT);
    assertThat(uplift.where("model_version = 1").count()).isEqualTo(CUSTOMERS);
    Dataset<Row> added =
        new Predictions(lake.lakehouse())
            .added(lake.lakehouse().read(FeatureColumns.CUSTOMER), List.of(AS_OF), Set.of(column));
    assertThat(
            added
                .select("customer_id", column)
                .except(uplift.select("customer_id", column))
                .isEmpty())
        .isTrue();
    return uplift
        .withColumn("id_is_visitor", expr("customer_id % 2 = 0"))
        .groupBy(expr(condition).as("is_so"), expr("coalesce(" + column + ", 'none')").as("what"))
        .agg(expr(aggregate).as("figure"))
        .orderBy("is_so", "what")
        .selectExpr("concat_ws(' ', is_so, what, figure)")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static Measured figure(List<Measured> measured, String predictor, String metric) {
    return measured.stream()
        .filter(m -> m.predictor().equals(predictor) && m.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  private CustomerHistory history() {
    return new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, 1);
  }

  private static boolean isVisitor(long id) {
    return id % 2 == 0;
  }

  private void shop(BiFunction<Long, SplittableRandom, String> lot, Chance chance) {
    SplittableRandom dice = new SplittableRandom(5);
    LotShop shop = new LotShop();
    for (long id = 1; id <= CUSTOMERS; id++) {
      shop.order(id, DRAWN.minusDays(20 + dice.nextInt(200)), "100", "40");
      for (int visit = 0; isVisitor(id) && visit < 4; visit++) {
        shop.visit(id, DRAWN.minusDays(3 + visit * 5 + dice.nextInt(5)));
        shop.visit(id, AS_OF.minusDays(3 + visit * 5 + dice.nextInt(5)));
      }
      String arm = lot.apply(id, dice);
      shop.lot("spring", id, DRAWN, arm, arm.equals("control") ? "0" : "0." + arm.charAt(0));
      if (dice.nextDouble() < chance.of(isVisitor(id), arm)) {
        shop.order(id, DRAWN.plusDays(dice.nextInt(15)), "100", "40");
      }
    }
    shop.write(lake.lakehouse());
  }
}
