package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.recommendations.AlsSettings;
import io.segmentlake.models.recommendations.ListRules;
import io.segmentlake.models.recommendations.RecommendationFit;
import io.segmentlake.models.recommendations.RecommendationNeeds;
import io.segmentlake.models.recommendations.RecommendationTables;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.FilledRows;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.Complements;
import io.segmentlake.pipelines.predictions.CustomerRecommendations;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import io.segmentlake.pipelines.predictions.Outcomes;
import io.segmentlake.pipelines.predictions.PastPromises;
import io.segmentlake.pipelines.silver.SilverTables;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecommendationsTrainerTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 9, 27);
  private static final int CUSTOMERS = 600;

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void trainsRegistersMeasuresAndRecommends() {
    shop().fill(CUSTOMERS);

    Training.Trained trained = train(AS_OF);

    assertThat(trained.entry().stage()).as(trained.entry().reason()).isEqualTo(Stage.CHAMPION);
    assertThat(trained.entry().algorithm()).isEqualTo("implicit ALS and affinity");
    assertThat(train(AS_OF).entry()).as("the same data").isNull();
    List<ModelMetrics.Measured> measured =
        new ModelMetrics(lake.lakehouse()).of("recommendations", 1);
    assertThat(measured)
        .extracting(m -> m.predictor() + " " + m.metric())
        .contains(
            "model recall_at_10",
            "model ndcg_at_10",
            "best_seller ndcg_at_10",
            "best_seller model_above_in_ndcg_at_10",
            "past_share recall_at_10",
            "als_alone ndcg_at_10");
    assertThat(measured)
        .filteredOn(
            m ->
                m.predictor().equals("best_seller")
                    && m.metric().equals("model_above_in_ndcg_at_10"))
        .singleElement()
        .satisfies(m -> assertThat(m.low()).isPositive());

    new CustomerRecommendations(history()).write(AS_OF);

    Dataset<Row> lists = lake.lakehouse().read(RecommendationTables.RECOMMENDATIONS);
    assertThat(lists.count()).as("ten each, also who never bought").isEqualTo((CUSTOMERS + 1) * 10);
    assertThat(lists.select("customer_id", "rank").distinct().count())
        .isEqualTo((CUSTOMERS + 1) * 10);
    assertThat(lists.where("rank not between 1 and 10 or model_version <> 1").count()).isZero();
    assertThat(
            lists
                .join(shop().products(), "product_id")
                .groupBy("customer_id", "category")
                .count()
                .where("count > 2")
                .count())
        .as("more than two of a category")
        .isZero();
    assertThat(
            lists
                .join(
                    lake.lakehouse().read(SilverTables.ORDER_LINES),
                    new String[] {"customer_id", "product_id"},
                    "left_semi")
                .count())
        .as("bought before")
        .isZero();
    assertThat(lists.where("product_id in ('WRAP', 'OLD', 'NEVER')").count())
        .as("services, what is no longer sold, what was only cancelled")
        .isZero();
    assertThat(lists.where("customer_id = 0").select("source").distinct().collectAsList())
        .containsExactly(RowFactory.create("best_seller"));
    assertThat(lists.where("source = 'als'").count()).isPositive();
  }

  @Test
  void aVersionThatLearnedFromTheOutcomesIsNotComparedWithThem() {
    shop().fill(CUSTOMERS);

    train(AS_OF.minusDays(45));
    Training.Trained unfair = train(AS_OF.minusDays(30));
    Training.Trained fair = train(AS_OF.minusDays(15));

    assertThat(unfair.entry().stage()).isEqualTo(Stage.CHALLENGER);
    assertThat(unfair.entry().reason())
        .startsWith("waits for 'models promote': version 1 has learned from the outcomes");
    assertThat(new ModelMetrics(lake.lakehouse()).of("recommendations", 2))
        .extracting(ModelMetrics.Measured::predictor)
        .doesNotContain("version 1");
    assertThat(fair.entry().reason()).contains("version 1: NDCG ");
    assertThat(new ModelMetrics(lake.lakehouse()).of("recommendations", 3))
        .extracting(m -> m.predictor() + " " + m.metric())
        .contains("version 1 model_above_in_ndcg_at_10");
  }

  @Test
  void theLedgerTellsWhatCameOfListsOnceEach() {
    shop().fill(CUSTOMERS);
    LocalDate then = AS_OF.minusDays(30);
    train(then);
    Dataset<Row> date = lake.lakehouse().spark().range(1).withColumn("as_of", lit(then.toString()));
    lake.lakehouse()
        .replace(
            Snapshots.TABLE,
            FilledRows.of(Snapshots.TABLE, date.withColumn("as_of", col("as_of").cast("date"))));
    Outcomes outcomes = new Outcomes(lake.lakehouse());
    List<PastPromises> promises = List.of(new ListPromises(history(), AS_OF));
    assertThat(outcomes.add(promises, AS_OF.minusDays(1))).as("a day of it is missing").isEmpty();

    assertThat(outcomes.add(promises, AS_OF)).isPresent();
    assertThat(outcomes.add(promises, AS_OF)).as("told already").isEmpty();

    assertThat(outcomes.of("recommendations")).hasSize(1);
    Outcomes.Entry told = outcomes.of("recommendations").get(0);
    assertThat(told.version()).isEqualTo(1);
    assertThat(told.asOf()).isEqualTo(then);
    assertThat(told.customers()).as("who bought something new").isBetween(100L, (long) CUSTOMERS);
    assertThat(told.promised())
        .isEqualTo(
            new ModelMetrics(lake.lakehouse())
                .of("recommendations", 1).stream()
                    .filter(m -> (m.predictor() + m.metric()).equals("modelrecall_at_10"))
                    .findFirst()
                    .orElseThrow()
                    .value());
    assertThat(told.observed()).isCloseTo(told.promised(), within(.1));
  }

  @Test
  void tooLittleIsSaidInWordsAndNothingIsRecommended() {
    shop().fill(40);

    Training.Trained trained = train(AS_OF);

    assertThat(trained.entry().stage()).isEqualTo(Stage.INSUFFICIENT_DATA);
    assertThat(trained.entry().reason())
        .startsWith("Too little data: 40 buyers of two products or more where 500 are needed");
    assertThat(new CustomerRecommendations(history()).write(AS_OF)).isEmpty();
    assertThat(lake.lakehouse().exists(RecommendationTables.RECOMMENDATIONS)).isFalse();
  }

  @Test
  void whatIsBoughtTogetherIsWrittenOnce() {
    shop().fill(CUSTOMERS);

    long version = new Complements(history()).write(AS_OF).version();

    Dataset<Row> rules = lake.lakehouse().read(RecommendationTables.COMPLEMENTS);
    assertThat(rules.count()).isPositive();
    assertThat(rules.where("lift <= 1 or baskets < 20 or confidence > 1").count()).isZero();
    assertThat(
            rules
                .where("substring(product_id, 2, 1) <> substring(complement_id, 2, 1)")
                .where("confidence > .3")
                .count())
        .as("of another taste")
        .isZero();
    assertThat(new Complements(history()).write(AS_OF).version()).isEqualTo(version);
  }

  private TasteShop shop() {
    return new TasteShop(lake.lakehouse(), AS_OF);
  }

  private Training.Trained train(LocalDate asOf) {
    RecommendationsTrainer trainer =
        new RecommendationsTrainer(
            history(),
            new RecommendationFit(new AlsSettings(8, 5, .05, 2, 10_000, 1), ListRules.USUAL),
            RecommendationNeeds.USUAL);
    return new Training(history())
        .train(RecommendationTables.MODEL, asOf, champion -> trainer.fit(asOf, champion));
  }

  private CustomerHistory history() {
    return new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, 1);
  }
}
