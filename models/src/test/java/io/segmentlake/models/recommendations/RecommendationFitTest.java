package io.segmentlake.models.recommendations;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RecommendationFitTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final RecommendationFit FIT =
      new RecommendationFit(new AlsSettings(8, 5, .05, 2, 1_000, 1), ListRules.USUAL);
  private static final int DAYS = 30;

  @TempDir private Path folder;

  @Test
  void findsTastesThatBestSellersMiss() {
    Dataset<Row> lines = MadeUpPurchases.lines(SPARK, 500).localCheckpoint();
    LocalDate cutOff = MadeUpPurchases.LAST.minusDays(DAYS);

    Mixture mixture = FIT.choose(window(lines, cutOff.minusDays(DAYS))).orElseThrow();
    RecommendationFit.Measured measured =
        FIT.measure(window(lines, cutOff), mixture, Map.of()).orElseThrow();

    assertThat(mixture.als()).isPositive();
    assertThat(measured.recall()).containsOnlyKeys("best_seller", "past_share", "als_alone");
    measured.ndcg().values().forEach(c -> assertThat(c.first()).isBetween(.2, .9));
    assertThat(measured.ndcg().get("best_seller").difference().isAboveZero()).isTrue();
    assertThat(measured.recall().get("best_seller").difference().isAboveZero()).isTrue();
    // No product has a category: shares of what one may not be shown tell nothing.
    assertThat(measured.ndcg().get("past_share").second())
        .isEqualTo(measured.ndcg().get("best_seller").second());
  }

  @Test
  void saysNothingOfTooFewPersons() {
    Dataset<Row> lines = MadeUpPurchases.lines(SPARK, 100).localCheckpoint();
    OutcomeWindow window = window(lines, MadeUpPurchases.LAST.minusDays(DAYS));

    assertThat(FIT.choose(window)).isEmpty();
    assertThat(FIT.measure(window, Mixture.USUAL, Map.of())).isEqualTo(Optional.empty());
    assertThat(RecommendationNeeds.USUAL.lacking(lines, Purchases.of(lines), window.assortment()))
        .isEqualTo(
            "Too little data: 100 buyers of two products or more where 500 are needed, 400 orders"
                + " where 1,000 are needed.");
  }

  @Test
  void aSavedModelMakesTheSameLists() {
    Dataset<Row> lines = MadeUpPurchases.lines(SPARK, 60).localCheckpoint();
    Assortment assortment = window(lines, MadeUpPurchases.LAST).assortment();
    Recommendations model = FIT.fit(lines, Mixture.USUAL);

    model.save(folder + "/model");
    model.save(folder + "/model");
    Recommendations loaded = Recommendations.load(folder + "/model");

    assertThat(loaded.parameters()).isEqualTo(model.parameters()).containsEntry("als_rank", 8.0);
    assertThat(lists(loaded, assortment, lines))
        .hasSize(600)
        .isEqualTo(lists(model, assortment, lines));
  }

  private static List<Row> lists(Recommendations model, Assortment assortment, Dataset<Row> lines) {
    return model
        .on(assortment)
        .recommend(Purchases.of(lines))
        .orderBy("customer_id", "rank")
        .collectAsList();
  }

  private static OutcomeWindow window(Dataset<Row> lines, LocalDate cutOff) {
    return new OutcomeWindow(
        lines.where(col("event_on").leq(lit(Date.valueOf(cutOff)))),
        SPARK.table("product_id string, category string", new Row[0]),
        lines,
        cutOff,
        DAYS);
  }
}
