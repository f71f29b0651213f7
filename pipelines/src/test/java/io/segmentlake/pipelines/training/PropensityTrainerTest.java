package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.propensity.CategoryPairs;
import io.segmentlake.models.propensity.PropensityTables;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.models.training.TrainingWindows;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.CategoryPropensities;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import io.segmentlake.pipelines.predictions.Outcomes;
import io.segmentlake.pipelines.predictions.PastPromises;
import io.segmentlake.pipelines.predictions.SoldLines;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PropensityTrainerTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 9, 27);
  private static final LocalDate CUT_OFF = AS_OF.minusDays(30);
  private static final int CUSTOMERS = 800;
  private static final Set<String> LIKELY = Set.of("likely_category");

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void trainsRegistersMeasuresAndTellsWhatIsLikely() {
    shop().with(CUSTOMERS).write();

    Training.Trained trained = train(AS_OF);

    assertThat(trained.entry().stage()).as(trained.entry().reason()).isEqualTo(Stage.CHAMPION);
    List<ModelMetrics.Measured> measured = new ModelMetrics(lake.lakehouse()).of("propensity", 1);
    for (String baseline : List.of("popularity", "past_share")) {
      assertThat(measured)
          .filteredOn(m -> m.predictor().equals(baseline))
          .filteredOn(m -> m.metric().equals("model_above_in_average_precision"))
          .singleElement()
          .satisfies(m -> assertThat(m.low()).as(baseline).isPositive());
    }
    assertThat(measured)
        .extracting(m -> m.predictor() + " " + m.metric())
        .contains("rate_and_share average_precision", "model covered", "model calibration_error");
    assertThat(figure(measured, "covered")).as("all six are candidates").isEqualTo(1);
    assertThat(figure(measured, "calibration_error")).isLessThan(.02);

    features(AS_OF);
    Dataset<Row> features = lake.lakehouse().read(FeatureColumns.CUSTOMER);
    List<Row> worked = likely(features, AS_OF).orderBy("customer_id").collectAsList();
    new CategoryPropensities(history()).write(AS_OF);

    Dataset<Row> told = lake.lakehouse().read(PropensityTables.PROPENSITY);
    assertThat(told.count()).as("each with each category").isEqualTo(CUSTOMERS * 6);
    assertThat(told.where("rank = 1").count()).isEqualTo(CUSTOMERS);
    assertThat(told.where("probability not between 0 and 1 or model_version <> 1").count())
        .isZero();
    Dataset<Row> likely = likely(features, AS_OF);
    assertThat(likely.where("likely_category is null").count()).isZero();
    assertThat(likely.where("likely_category <> top_category").count())
        .as("whose likeliest is not what it mostly bought")
        .isLessThan(CUSTOMERS / 4);
    assertThat(likely.orderBy("customer_id").collectAsList())
        .as("from the table as from what was sold")
        .isEqualTo(worked);
    noVersionSpeaksOfADayBeforeTheFirst();
  }

  private void noVersionSpeaksOfADayBeforeTheFirst() {
    LocalDate before = AS_OF.minusDays(1);
    CategoryPropensities propensities = new CategoryPropensities(history());
    try (Customer.Features features = new Customer(history()).at(List.of(before))) {
      assertThat(likely(features.rows(), before).where("likely_category is not null").isEmpty())
          .isTrue();
    }
    assertThat(propensities.isSilent(before, LIKELY)).isTrue();
    assertThat(propensities.isSilent(AS_OF, LIKELY)).isFalse();
  }

  /** Whatever comes, or comes to be known, after the cut-off. */
  @Test
  void nothingThatWasNotKnownThenChangesWhatIsLearnedFrom() {
    shop().with(60).write();
    List<Row> before = learned();

    shop()
        .with(60)
        .order(1, "P5", CUT_OFF.plusDays(1))
        .order(2, "P5", CUT_OFF.minusDays(3), CUT_OFF.plusDays(1))
        .product("P0", "category 5", CUT_OFF.plusDays(1))
        .product("P9", "category 9", CUT_OFF.plusDays(1))
        .order(3, "P9", CUT_OFF.plusDays(2))
        .write();

    assertThat(learned()).isNotEmpty().isEqualTo(before);
    shop().with(60).order(2, "P5", CUT_OFF.minusDays(3), CUT_OFF).write();
    assertThat(learned()).as("what was known on the day").isNotEqualTo(before);
  }

  @Test
  void theLedgerTellsHowManyCategoriesWereBoughtOfOnceEach() {
    shop().with(CUSTOMERS, CategoryShop.DAYS + 30).write();
    train(AS_OF);
    Outcomes outcomes = new Outcomes(lake.lakehouse());
    assertThat(outcomes.add(List.of(new CategoryPromises(history(), AS_OF)), AS_OF))
        .as("nothing came yet")
        .isEmpty();

    LocalDate later = AS_OF.plusDays(30);
    snapshots(later);
    List<PastPromises> promises = List.of(new CategoryPromises(history(), later));
    assertThat(outcomes.add(promises, later)).isPresent();
    assertThat(outcomes.add(promises, later)).as("told already").isEmpty();

    assertThat(outcomes.of("propensity")).hasSize(1);
    Outcomes.Entry told = outcomes.of("propensity").get(0);
    assertThat(told.version()).isEqualTo(1);
    assertThat(told.asOf()).isEqualTo(AS_OF);
    assertThat(told.horizonDays()).isEqualTo(30);
    assertThat(told.customers()).isEqualTo(CUSTOMERS);
    long bought =
        lake.lakehouse()
            .read(SilverTables.ORDER_LINES)
            .where(col("event_on").gt(lit(Date.valueOf(AS_OF))))
            .select("customer_id", "product_id")
            .distinct()
            .count();
    assertThat(told.observed() * CUSTOMERS).isCloseTo(bought, within(1e-6));
    assertThat(told.promised()).isBetween(.8 * told.observed(), 1.25 * told.observed());
  }

  @Test
  void aShopWithoutCategoriesIsToldSo() {
    CategoryShop shop = shop();
    for (int i = 0; i < 6; i++) {
      shop.product("P" + i, null, AS_OF.minusDays(CategoryShop.DAYS));
    }
    for (long customer = 1; customer <= 20; customer++) {
      shop.order(customer, "P0", AS_OF.minusDays(180)).order(customer, "P1", AS_OF.minusDays(20));
    }
    shop.write();

    Training.Trained trained = train(AS_OF);

    assertThat(trained.entry().stage()).isEqualTo(Stage.INSUFFICIENT_DATA);
    assertThat(trained.entry().reason())
        .isEqualTo("Too little data: products of 0 categories were sold where 2 are needed.");
    features(AS_OF);
    assertThat(new CategoryPropensities(history()).write(AS_OF)).isEmpty();
  }

  private CategoryShop shop() {
    return new CategoryShop(lake.lakehouse(), AS_OF);
  }

  private Dataset<Row> likely(Dataset<Row> features, LocalDate date) {
    return new CategoryPropensities(history())
        .added(features, List.of(date), LIKELY)
        .select("customer_id", "top_category", "likely_category", "likely_category_probability");
  }

  private List<Row> learned() {
    snapshots(AS_OF);
    Dataset<Row> persons =
        lake.lakehouse()
            .read(Snapshots.TABLE)
            .where(col("order_days").gt(0))
            .where(col("as_of").equalTo(lit(Date.valueOf(CUT_OFF))));
    Dataset<Row> later = new SoldLines(history().asKnownOn(AS_OF)).byCategory(AS_OF);
    return new PropensityTrainer(history())
        .window(persons, later, CUT_OFF)
        .labelled(CategoryPairs.USUAL)
        .drop("label")
        .orderBy("customer_id", "category")
        .collectAsList();
  }

  private static double figure(List<ModelMetrics.Measured> measured, String metric) {
    return measured.stream()
        .filter(m -> m.predictor().equals("model") && m.metric().equals(metric))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private Training.Trained train(LocalDate asOf) {
    snapshots(asOf);
    PropensityTrainer trainer = new PropensityTrainer(history());
    return new Training(history())
        .train("propensity", asOf, champion -> trainer.fit(asOf, champion));
  }

  /** Those of the one horizon. */
  private void snapshots(LocalDate asOf) {
    LocalDate first = AS_OF.minusDays(CategoryShop.DAYS);
    List<LocalDate> cutOffs = new ArrayList<>(TrainingWindows.of(first, asOf, 30).cutOffs());
    cutOffs.add(asOf);
    new TrainingSnapshots(history()).write(asOf, cutOffs);
  }

  private void features(LocalDate asOf) {
    Customer customer = new Customer(history());
    try (Customer.Features features = customer.at(List.of(asOf))) {
      customer.write(features, asOf);
    }
  }

  private CustomerHistory history() {
    return new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, 1);
  }
}
