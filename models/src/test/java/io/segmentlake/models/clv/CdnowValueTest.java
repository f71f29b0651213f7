package io.segmentlake.models.clv;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.btyd.CustomerLifetimeValue;
import io.segmentlake.models.btyd.GammaGamma;
import io.segmentlake.models.btyd.ParetoNbd;
import io.segmentlake.models.churn.CdnowMaster;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.RankMetrics;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroup;
import io.segmentlake.models.metrics.ScoreGroups;
import io.segmentlake.models.metrics.ValueErrors;
import io.segmentlake.models.training.Labels;
import io.segmentlake.models.training.PastSnapshots;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.models.training.Sufficiency;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * All 23,570 customers: what they bring in the 26 weeks after 1997-12-30, by what they did after
 * 1997-06-30. All that is chosen is chosen by labels that end by 1997-12-29; the later ones are
 * read here alone.
 */
@EnabledIf("io.segmentlake.models.churn.CdnowMaster#isGiven")
class CdnowValueTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final int DAYS = 182;
  private static final LocalDate EARLIER = LocalDate.of(1997, 6, 30);
  private static final LocalDate NOW = LocalDate.of(1997, 12, 30);

  /** Figures of one predictor; a Gini is a share of the best possible. */
  private record Figures(double gini, double capture, double total, double meanAbsolute) {}

  @Test
  void twoPartsMeetAllFourTargets() {
    Dataset<Row> ledger = CdnowMaster.ledger(SPARK.spark());
    Dataset<Row> snapshots =
        Labels.add(
                PastSnapshots.features(ledger, List.of(EARLIER, NOW)),
                ledger,
                List.of(DAYS),
                NOW.plusDays(DAYS))
            .where("order_days > 0")
            .localCheckpoint();
    Dataset<Row> earlier = ValueShop.at(snapshots, EARLIER);
    Dataset<Row> now = ValueShop.at(snapshots, NOW);
    CustomerValue then = CustomerValue.fit(earlier).model();
    CustomerValue base = CustomerValue.fit(now).model();
    TwoPartTraining.Earlier learned = new TwoPartTraining.Earlier(earlier, DAYS, then);
    TwoPartTraining.Fit chosen = TwoPartTraining.of(1).fit(learned, now, base);

    Map<String, Dataset<Row>> predicted = new LinkedHashMap<>();
    predicted.put("past spend", predicted(now, col("revenue_lifetime")));
    predicted.put(base.algorithm(), value(base, now));
    predicted.put("Pareto/NBD × Gamma-Gamma", predicted(paretoNbd(now), col("clv")));
    for (PartFamily family : PartFamily.values()) {
      TwoPartTraining one = new TwoPartTraining(Sufficiency.USUAL, List.of(family), 1);
      predicted.put("two-part " + family.text(), value(one.fit(learned, now, base).model(), now));
    }
    System.out.printf(
        "CDNOW value, Gini on folds of the earlier date: %s%n", chosen.giniByFamily());
    predicted.forEach(
        (name, rows) -> System.out.printf("CDNOW value, %s: %s%n", name, figures(rows)));
    Dataset<Row> scored = value(chosen.model(), now);
    Figures figures = figures(scored);
    System.out.printf("CDNOW value, chosen %s: %s%n", chosen.model().algorithm(), figures);
    ValueComparison comparison = against(scored, predicted.get(base.algorithm()));
    System.out.printf("CDNOW value, chosen less BTYD: %s%n", comparison);

    assertThat(now.count()).isEqualTo(23_570);
    assertThat(figures.gini()).isGreaterThanOrEqualTo(.75);
    assertThat(figures.capture()).isGreaterThanOrEqualTo(.565);
    assertThat(figures.total()).isBetween(-.05, .05);
    assertThat(figures.meanAbsolute()).isLessThanOrEqualTo(21.3);
    assertThat(comparison.gini().isAboveZero()).isTrue();
    assertThat(comparison.isWon()).as("it would speak").isTrue();
  }

  private static Dataset<Row> value(ValueModel model, Dataset<Row> now) {
    return predicted(model.valueWithin(DAYS, now), col("predicted_value"));
  }

  private static Dataset<Row> predicted(Dataset<Row> rows, Column value) {
    return rows.select(
            col("customer_id"),
            coalesce(value.cast("double"), lit(0.0)).as("predicted"),
            col(Snapshots.revenue(DAYS)).cast("double").as("revenue"))
        .localCheckpoint();
  }

  private static Dataset<Row> paretoNbd(Dataset<Row> now) {
    Dataset<Row> histories = OrderHistories.of(now);
    return new CustomerLifetimeValue(
            new ParetoNbd().setHorizon(DAYS).fit(histories), new GammaGamma().fit(histories))
        .setHorizon(DAYS)
        .transform(histories);
  }

  private static Figures figures(Dataset<Row> rows) {
    ScoreColumns columns = ScoreColumns.of("predicted", "revenue");
    List<ScoreGroup> groups = ScoreGroups.of(rows, columns);
    ValueErrors errors = ValueErrors.of(rows, columns);
    return new Figures(
        RankMetrics.gini(groups, ScoreGroups.of(rows, columns.scoredBy("revenue"))),
        RankMetrics.capture(groups, .1),
        errors.totalBias(),
        errors.meanAbsolute());
  }

  private static ValueComparison against(Dataset<Row> first, Dataset<Row> other) {
    Dataset<Row> both =
        first
            .join(other.select(col("customer_id"), col("predicted").as("other")), "customer_id")
            .localCheckpoint();
    return ValueComparison.of(
        both, PairedBootstrap.of(200, 1), ScoreColumns.of("predicted", "revenue"), "other");
  }
}
