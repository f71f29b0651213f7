package io.segmentlake.pipelines.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import io.segmentlake.pipelines.predictions.Outcomes;
import io.segmentlake.pipelines.predictions.PastPromises;
import io.segmentlake.pipelines.predictions.Predictions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Half of the customers visit; by what a campaign does to them and to others they are told. */
class UpliftTrainerTest {
  private static final LocalDate DRAWN = LocalDate.of(2026, 5, 10);
  private static final LocalDate AS_OF = LocalDate.of(2026, 6, 1);
  private static final int CUSTOMERS = 1_200;

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  private final LotShop shop = new LotShop();
  private final UpliftTrainer trainer = new UpliftTrainer(new CampaignTraining(3, 1, 1, 200, 20));

  /** Chance of an order after the lots were drawn. */
  private interface Chance {
    double of(boolean visits, String arm);
  }

  @Test
  void tellsWhomACampaignMovesAndWhomItDrivesAway() {
    // Visitors seldom buy by themselves and are moved; the others buy anyway, if left in peace.
    shop(UpliftTrainerTest::everyOther, UpliftTrainerTest::opposite);

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
    Measured qini = figure(measured, "model", "normalised_qini");
    assertThat(qini.low()).isPositive();
    assertThat(figure(measured, "response_model", "model_above_in_qini").low()).isPositive();
    assertThat(figure(measured, "random", "normalised_qini").value()).isLessThan(qini.low());

    Map<String, List<Row>> quadrants = byVisits(written(), "uplift_quadrant");
    assertThat(share(quadrants.get("visits"), "persuadable")).isGreaterThan(.95);
    assertThat(mean(quadrants.get("visits"))).isBetween(.3, .55);
    assertThat(share(quadrants.get("stays away"), "do_not_disturb")).isGreaterThan(.7);
    assertThat(mean(quadrants.get("stays away"))).isBetween(-.3, -.1);
  }

  private static double opposite(boolean visits, String arm) {
    boolean isTreated = !arm.equals("control");
    return visits ? (isTreated ? .5 : .1) : (isTreated ? .3 : .5);
  }

  @Test
  void claimsOneUpliftForAllWhereNobodyDiffers() {
    shop(UpliftTrainerTest::everyOther, (visits, arm) -> arm.equals("control") ? .2 : .35);

    Entry entry = train();

    assertThat(entry.stage()).isEqualTo(Stage.CHAMPION);
    assertThat(entry.reason()).contains("no heterogeneity found");
    assertThat(entry.algorithm()).startsWith("one uplift for all");
    double effect = entry.parameters().get("average_effect");
    assertThat(effect).isBetween(.08, .22);
    assertThat(
            written()
                .selectExpr(
                    "count(uplift_quadrant)",
                    "count(best_incentive)",
                    "double(min(uplift_order_probability))",
                    "double(max(uplift_order_probability))",
                    "count_if(uplift_untreated_probability > 0)")
                .head()
                .mkString(" "))
        .isEqualTo("0 0 %1$s %1$s %2$d".formatted(Math.round(effect * 1e6) / 1e6, CUSTOMERS));
  }

  @Test
  void picksAmongOffersWhatLeavesMostMargin() {
    shop(
        id -> List.of("control", "10 % off", "50 % off").get((int) (id / 2 % 3)),
        (visits, arm) ->
            switch (arm) {
              case "10 % off" -> visits ? .5 : .3;
                // An order at half the price leaves nothing of a margin of 40 %.
              case "50 % off" -> visits ? .6 : .5;
              default -> visits ? .1 : .5;
            });

    Entry entry = train();

    assertThat(entry.algorithm()).isEqualTo("T-learner, campaign spring, 10 % off against none");
    assertThat(entry.reason()).doesNotContain("best incentive");
    Map<String, List<Row>> customers = byVisits(written(), "best_incentive");
    assertThat(share(customers.get("visits"), "10 % off")).isGreaterThan(.95);
    assertThat(share(customers.get("stays away"), "none")).isGreaterThan(.95);
  }

  @Test
  void theLedgerTellsWhatTheNextCampaignOfTheSameOfferAdded() {
    shop(UpliftTrainerTest::everyOther, UpliftTrainerTest::opposite);
    train();
    List<PastPromises> promises = List.of(new UpliftPromises(lake.lakehouse()));
    Outcomes outcomes = new Outcomes(lake.lakehouse());
    assertThat(outcomes.add(promises, AS_OF)).as("it had learned from that one").isEmpty();

    LocalDate drawn = AS_OF.plusDays(9);
    draw("summer", drawn, UpliftTrainerTest::everyOther, UpliftTrainerTest::opposite);
    new TrainingExperiments(history()).write(drawn.plusDays(14));
    assertThat(outcomes.add(promises, drawn.plusDays(14))).isPresent();
    assertThat(outcomes.add(promises, drawn.plusDays(14))).as("told already").isEmpty();

    assertThat(outcomes.of("uplift")).hasSize(1);
    Outcomes.Entry told = outcomes.of("uplift").get(0);
    assertThat(told.version()).isEqualTo(1);
    assertThat(told.asOf()).isEqualTo(drawn.minusDays(1));
    assertThat(told.customers()).isEqualTo(CUSTOMERS);
    assertThat(told.observed()).as("half gain .4, half lose .2").isCloseTo(.1, within(.01));
    assertThat(told.promised()).isCloseTo(.1, within(.05));

    LocalDate another = AS_OF.plusDays(39);
    draw("autumn", another, id -> everyOther(id).replace("10", "5"), UpliftTrainerTest::opposite);
    new TrainingExperiments(history()).write(another.plusDays(14));
    assertThat(outcomes.add(promises, another.plusDays(14)))
        .as("of this offer nothing was promised")
        .isEmpty();
  }

  @Test
  void refusesACampaignWithoutAControl() {
    shop(id -> "10 % off", (visits, arm) -> .3);

    Entry entry = train();

    assertThat(entry.stage()).isEqualTo(Stage.INSUFFICIENT_DATA);
    assertThat(entry.reason())
        .isEqualTo(
            "spring: Cannot learn uplift of treated: there is no control arm (1200 treated). Leave a"
                + " random part of the customers untreated.");
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

  /** What the daily run writes, and rules see alike. */
  private Dataset<Row> written() {
    Customer customer = new Customer(history());
    try (Customer.Features features = customer.at(List.of(AS_OF))) {
      customer.write(features, AS_OF);
    }
    Predictions predictions = new Predictions(lake.lakehouse());
    predictions.write(AS_OF, 1);
    Dataset<Row> uplift = lake.lakehouse().read(PredictionColumns.UPLIFT);
    Dataset<Row> added =
        predictions.added(
            lake.lakehouse().read(FeatureColumns.CUSTOMER),
            List.of(AS_OF),
            Set.of("uplift_quadrant"));
    assertThat(
            added
                .select("customer_id", "uplift_order_probability", "uplift_quadrant")
                .except(
                    uplift
                        .where("model_version = 1")
                        .select("customer_id", "uplift_order_probability", "uplift_quadrant"))
                .isEmpty())
        .isTrue();
    return uplift;
  }

  /** What is told of customers, and their uplift, by whether they visit. */
  private static Map<String, List<Row>> byVisits(Dataset<Row> uplift, String told) {
    return uplift
        .selectExpr("customer_id", told, "double(uplift_order_probability)")
        .collectAsList()
        .stream()
        .collect(Collectors.groupingBy(r -> isVisitor(r.getLong(0)) ? "visits" : "stays away"));
  }

  private static double share(List<Row> customers, String told) {
    return (double) customers.stream().filter(r -> told.equals(r.getString(1))).count()
        / customers.size();
  }

  private static double mean(List<Row> customers) {
    return customers.stream().mapToDouble(r -> r.getDouble(2)).average().orElseThrow();
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

  /** Half of each kind, and nothing that features could tell. */
  private static String everyOther(long id) {
    return id / 2 % 2 == 0 ? "10 % off" : "control";
  }

  private void shop(LongFunction<String> lot, Chance chance) {
    SplittableRandom dice = new SplittableRandom(5);
    for (long id = 1; id <= CUSTOMERS; id++) {
      for (int orders = dice.nextInt(3); orders >= 0; orders--) {
        shop.order(id, DRAWN.minusDays(11 + dice.nextInt(60)), "100", "40");
      }
      if (isVisitor(id)) {
        shop.visit(id, DRAWN.minusDays(3));
        shop.visit(id, AS_OF.minusDays(3));
      }
    }
    draw("spring", DRAWN, lot, chance);
  }

  /** Draws lots for a campaign, and has customers order after it. */
  private void draw(String campaign, LocalDate on, LongFunction<String> lot, Chance chance) {
    Map<String, Integer> customers = new HashMap<>();
    for (long id = 1; id <= CUSTOMERS; id++) {
      String arm = lot.apply(id);
      shop.lot(campaign, id, on, arm, arm.equals("control") ? "0" : "0." + arm.charAt(0));
      // Multiples of the golden ratio fill 0 to 1 evenly: as many order as the chance says.
      int nth = customers.merge(isVisitor(id) + arm, 1, Integer::sum);
      if (nth * .6180339887 % 1 < chance.of(isVisitor(id), arm)) {
        shop.order(id, on.plusDays(nth % 15), "100", "40");
      }
    }
    shop.write(lake.lakehouse());
  }
}
