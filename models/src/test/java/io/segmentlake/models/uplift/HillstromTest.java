package io.segmentlake.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.metrics.ScoreColumns;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real experiment in which one mailing is for some more than for others, and one is not. */
class HillstromTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final UpliftValidation TWO_BY_FIVE = new UpliftValidation("customer_id", 5, 2, 1);
  private static final UpliftValidation TWENTY_BY_FIVE =
      new UpliftValidation("customer_id", 5, 20, 1);
  private static final RandomisedControl CONTROL =
      new RandomisedControl("customer_id", "features", "treatment", 500);

  @Test
  void findsWhomTheWomensMailingBrings() {
    Dataset<Row> rows = Hillstrom.mailing(SPARK.spark(), "Womens");

    FoldScores uplift = uplift(TWO_BY_FIVE, rows, new TLearner());
    Heterogeneity verdict = Heterogeneity.of(uplift, response(TWO_BY_FIVE, rows));

    show("women's, 2 x 5, T-learner", uplift, verdict);
    assertThat(CONTROL.refusal(rows)).isEmpty();
    assertThat(uplift.mean()).isGreaterThanOrEqualTo(.065);
    assertThat(verdict.words()).startsWith("heterogeneity found");
  }

  @Test
  void claimsNothingOfTheMensMailing() {
    Dataset<Row> rows = Hillstrom.mailing(SPARK.spark(), "Mens");

    FoldScores uplift = uplift(TWO_BY_FIVE, rows, new TLearner());
    Heterogeneity verdict = Heterogeneity.of(uplift, response(TWO_BY_FIVE, rows));

    show("men's, 2 x 5, T-learner", uplift, verdict);
    assertThat(CONTROL.refusal(rows)).isEmpty();
    assertThat(verdict.words()).startsWith("no heterogeneity found");
  }

  @Test
  @EnabledIfSystemProperty(named = "segmentlake.slow", matches = "true")
  void saysTheSameInTwentyRepeats() {
    for (String mailing : new String[] {"Womens", "Mens"}) {
      Dataset<Row> rows = Hillstrom.mailing(SPARK.spark(), mailing);
      FoldScores response = response(TWENTY_BY_FIVE, rows);
      for (UpliftLearner<?> learner : new UpliftLearner<?>[] {new TLearner(), new XLearner()}) {
        FoldScores uplift = uplift(TWENTY_BY_FIVE, rows, learner);
        Heterogeneity verdict = Heterogeneity.of(uplift, response);
        show(mailing + ", 20 x 5, " + learner.uid(), uplift, verdict);
        assertThat(verdict.isFound()).isEqualTo(mailing.equals("Womens"));
        assertThat(uplift.mean() >= .065).isEqualTo(mailing.equals("Womens"));
      }
    }
  }

  private static FoldScores uplift(
      UpliftValidation validation, Dataset<Row> rows, UpliftLearner<?> learner) {
    return validation.qini(
        rows,
        learner.setOutcomeCol("visit"),
        ScoreColumns.of(UpliftLearner.UPLIFT, "visit").treatedBy("treatment"));
  }

  private static FoldScores response(UpliftValidation validation, Dataset<Row> rows) {
    return validation.qini(
        rows,
        new ResponseModel().setOutcomeCol("visit"),
        ScoreColumns.of(ResponseModel.EXPECTED_OUTCOME, "visit").treatedBy("treatment"));
  }

  private static void show(String what, FoldScores uplift, Heterogeneity verdict) {
    System.out.printf("%s: sd %.4f, %s%n", what, uplift.deviation(), verdict.words());
  }
}
