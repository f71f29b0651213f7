package io.segmentlake.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.metrics.ScoreColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real experiment in which one mailing is for some more than for others, and one is not. */
class HillstromTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final UpliftValidation TWO_BY_FIVE = new UpliftValidation("customer_id", 5, 2, 1);
  private static final UpliftValidation ONE_BY_FIVE = new UpliftValidation("customer_id", 5, 1, 1);
  private static final UpliftValidation TWENTY_BY_FIVE =
      new UpliftValidation("customer_id", 5, 20, 1);
  private static final RandomisedControl CONTROL =
      new RandomisedControl("customer_id", "features", "treatment", 500);

  @Test
  void findsWhomTheWomensMailingBrings() {
    assertThat(verdicts("Womens", TWO_BY_FIVE, new TLearner()))
        .allSatisfy(HillstromTest::isWorthIt);
  }

  @Test
  void claimsNothingOfTheMensMailing() {
    assertThat(verdicts("Mens", ONE_BY_FIVE, new TLearner()))
        .allSatisfy(verdict -> assertThat(verdict.words()).startsWith("no heterogeneity found"));
  }

  @Test
  @EnabledIfSystemProperty(named = "segmentlake.slow", matches = "true")
  void findsTheSameInTwentyRepeats() {
    assertThat(verdicts("Womens", TWENTY_BY_FIVE, new TLearner(), new XLearner()))
        .allSatisfy(HillstromTest::isWorthIt);
  }

  @Test
  @EnabledIfSystemProperty(named = "segmentlake.slow", matches = "true")
  void claimsNothingInTwentyRepeats() {
    assertThat(verdicts("Mens", TWENTY_BY_FIVE, new TLearner(), new XLearner()))
        .noneMatch(Heterogeneity::isFound);
  }

  private static void isWorthIt(Heterogeneity verdict) {
    assertThat(verdict.words()).startsWith("heterogeneity found");
    assertThat(verdict.qini().value()).isGreaterThanOrEqualTo(.065);
  }

  private static List<Heterogeneity> verdicts(
      String mailing, UpliftValidation validation, UpliftLearner<?>... learners) {
    Dataset<Row> rows = Hillstrom.mailing(SPARK.spark(), mailing);
    assertThat(CONTROL.refusal(rows)).isEmpty();
    ScoreColumns uplift = ScoreColumns.of(UpliftLearner.UPLIFT, "visit").treatedBy("treatment");

    FoldScores response =
        validation.qini(
            rows,
            new ResponseModel().setOutcomeCol("visit"),
            uplift.scoredBy(ResponseModel.EXPECTED_OUTCOME));
    List<Heterogeneity> verdicts = new ArrayList<>();
    for (UpliftLearner<?> learner : learners) {
      FoldScores scores = validation.qini(rows, learner.setOutcomeCol("visit"), uplift);
      verdicts.add(Heterogeneity.of(scores, response));
      System.out.printf(
          "%s, %d x 5, %s: sd %.4f, %s%n",
          mailing,
          validation.repeats(),
          learner.getClass().getSimpleName(),
          scores.deviation(),
          verdicts.get(verdicts.size() - 1).words());
    }
    return verdicts;
  }
}
