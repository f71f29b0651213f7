package io.segmentlake.models.uplift;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RandomisedControlTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final RandomisedControl CONTROL =
      new RandomisedControl("id", "features", "treatment", 400);

  @Test
  void acceptsWhatWasDrawnByLot() {
    assertThat(CONTROL.refusal(experiment())).isEmpty();
  }

  @Test
  void refusesWithoutAControl() {
    assertThat(CONTROL.refusal(experiment().where("treatment = 1")))
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .matches(
                        "Cannot learn uplift of treatment: there is no control arm \\(\\d+ treated\\). Leave a random part of the customers untreated."));
  }

  @Test
  void refusesArmsThatAreTooSmall() {
    assertThat(CONTROL.refusal(experiment().where("treatment = 1 or id < 100")))
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .contains("an arm is too small")
                    .endsWith("Each needs at least 400 customers."));
  }

  @Test
  void refusesArmsThatDifferBeforeTheTreatment() {
    Dataset<Row> chosen = experiment().where("treatment = 0 or x > .3");

    assertThat(CONTROL.refusal(chosen))
        .hasValueSatisfying(words -> assertThat(words).contains("the arms differ before"));
  }

  /** No feature alone is off by much; together they tell. */
  @Test
  void refusesAnAssignmentThatFeaturesTell() {
    Dataset<Row> chosen =
        Experiment.of(SPARK, 30_000, 5, (x, z) -> 0)
            .withColumn(
                "treatment",
                expr(
                    "if(pmod(hash(id, 1), 1000) / 1000d < .5 + .055 * (x - .5) + .055 * (z - .5), 1, 0)"));

    assertThat(CONTROL.refusal(chosen))
        .hasValueSatisfying(words -> assertThat(words).contains("features tell who was treated"));
  }

  @Test
  void refusesAnAssignmentOfAnotherKind() {
    Dataset<Row> other =
        experiment().selectExpr("id", "features", "nullif(treatment, 1) as treatment");

    assertThat(CONTROL.refusal(other))
        .hasValueSatisfying(words -> assertThat(words).contains("it is neither 0 nor 1"));
  }

  private static Dataset<Row> experiment() {
    return Experiment.of(SPARK, 2_000, 9, (x, z) -> .1);
  }
}
