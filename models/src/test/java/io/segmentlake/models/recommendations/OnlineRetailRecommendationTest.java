package io.segmentlake.models.recommendations;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.churn.OnlineRetail;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What regular customers bought in the last thirty days of the data. */
@EnabledIf("io.segmentlake.models.churn.OnlineRetail#isThere")
@EnabledIfSystemProperty(named = "segmentlake.slow", matches = "true")
class OnlineRetailRecommendationTest {
  private static final int DAYS = 30;

  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @ParameterizedTest
  @EnumSource(ListRules.Owned.class)
  void beatsBestSellersAndPastShares(ListRules.Owned owned) {
    Dataset<Row> lines = OnlineRetail.lines(SPARK.spark());
    RecommendationFit fit = new RecommendationFit(AlsSettings.USUAL, ListRules.USUAL.with(owned));

    LocalDate cutOff = OnlineRetail.LAST.minusDays(DAYS);
    long start = System.nanoTime();
    Mixture mixture = fit.choose(window(lines, cutOff.minusDays(DAYS))).orElseThrow();
    long chosen = System.nanoTime();
    RecommendationFit.Measured measured =
        fit.measure(window(lines, cutOff), mixture, Map.of()).orElseThrow();

    System.out.printf(
        "Online Retail, owned %s, %s: %,d persons%n recall %s%n NDCG %s%n%.0f s and %.0f s%n",
        owned,
        mixture,
        measured.persons(),
        measured.recall(),
        measured.ndcg(),
        (chosen - start) / 1e9,
        (System.nanoTime() - chosen) / 1e9);
    assertThat(measured.ndcg().get("best_seller").difference().isAboveZero()).isTrue();
  }

  @Test
  void findsComplements() {
    Dataset<Row> lines = OnlineRetail.lines(SPARK.spark());
    long start = System.nanoTime();
    Dataset<Row> rules = ComplementRules.USUAL.of(lines).localCheckpoint();
    System.out.printf(
        "Online Retail: %,d rules of %,d products, %.0f s%n",
        rules.count(),
        rules.select("product_id").distinct().count(),
        (System.nanoTime() - start) / 1e9);
    // Cups and saucers of one design, green and pink.
    assertThat(
            rules.where("product_id = '22697' and complement_id = '22698' and lift > 10").count())
        .isEqualTo(1);
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
