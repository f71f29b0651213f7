package io.segmentlake.models.churn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  /** Two terms of recency, and one each of the others. */
  private static final Reasons REASONS =
      new Reasons(
          new LinearAttribution(new double[] {1, 2, -3, .5, .25}, -1, new double[] {0, 1, 1, 2, 2}),
          List.of("recency", "visits", "opens", "orders"),
          new int[] {0, 0, 1, 2, 3});

  @Test
  void namesWhatMovesACustomerTowardsLeavingWithTermsOfOneFeatureTogether() {
    Row[] told = REASONS.call(Vectors.dense(2, 2, 0, 3, 4), Vectors.dense(40, 0, Double.NaN, 5));

    assertThat(told)
        .containsExactly(
            // (2 − 0) + 2 (2 − 1)
            RowFactory.create("recency", 40.0, 4.0),
            RowFactory.create("visits", 0.0, 3.0),
            // Of equal ones the earlier feature.
            RowFactory.create("opens", null, .5));
  }

  @Test
  void namesWhatKeepsACustomer() {
    Row[] told = REASONS.call(Vectors.dense(0, 1, 4, 3, 2), Vectors.dense(1, 9, 3, 5));

    assertThat(told).containsExactly(RowFactory.create("visits", 9.0, -9.0));
  }

  @Test
  void hasNoneForTheAverageCustomer() {
    Row[] told = REASONS.call(Vectors.dense(0, 1, 1, 2, 2), Vectors.dense(1, 9, 3, 5));

    assertThat(told).isEmpty();
  }
}
