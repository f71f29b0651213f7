package io.segmentlake.models.uplift;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * What kind of customer somebody is to a treatment. Uplift decides first: from {@code leastEffect}
 * up {@link #PERSUADABLE}, from its negative down {@link #DO_NOT_DISTURB}. Between the two the
 * treatment changes nothing worth its cost, and the expected outcome without it tells a {@link
 * #SURE_THING} from a {@link #LOST_CAUSE}.
 *
 * @param leastEffect smallest effect that counts, in the unit of the outcome, above 0; for example
 *     the cost of a treatment ÷ the margin of an outcome
 * @param likely from which expected outcome on a customer needs no treatment; for example the mean
 *     outcome of the control
 */
public record Quadrants(double leastEffect, double likely) {
  public static final String PERSUADABLE = "persuadable";
  public static final String SURE_THING = "sure_thing";
  public static final String LOST_CAUSE = "lost_cause";
  public static final String DO_NOT_DISTURB = "do_not_disturb";

  public Quadrants {
    if (!(leastEffect > 0)) {
      throw new IllegalArgumentException(
          "Cannot tell quadrants apart: the least effect is %s. It must be above 0."
              .formatted(leastEffect));
    }
  }

  /**
   * @return one of the four names; null without a prediction
   */
  public Column of(Column controlOutcome, Column uplift) {
    return when(uplift.isNull().or(controlOutcome.isNull()), lit(null))
        .when(uplift.geq(leastEffect), PERSUADABLE)
        .when(uplift.leq(-leastEffect), DO_NOT_DISTURB)
        .when(controlOutcome.geq(likely), SURE_THING)
        .otherwise(LOST_CAUSE);
  }
}
