package io.segmentlake.models.uplift;

import java.io.Serializable;
import java.util.List;

/**
 * Picks for each customer the tested incentive with the highest expected margin: probability of an
 * order × (revenue × (margin − discount) − cost of an order) − cost of the contact. An incentive
 * that leaves less than the guardrail of an expected order is not offered, whatever it would bring.
 *
 * @param margin share of revenue at full price that is margin before the incentive
 * @param leastMargin guardrail: share of the revenue at full price that must be left after it
 */
public record IncentiveChoice(double margin, double leastMargin) implements Serializable {

  /**
   * What is expected of one customer under one arm.
   *
   * @param orderProbability of an order within the horizon of the test
   * @param revenue of that order at full price, in the shop's currency
   */
  public record Prediction(IncentiveArm arm, double orderProbability, double revenue) {}

  /**
   * The arm picked.
   *
   * @param expectedMargin in the shop's currency
   * @param gain what it is above the arm without an incentive; 0 for that arm itself
   */
  public record Choice(String arm, double expectedMargin, double gain) {}

  /**
   * @param none expectation without an incentive, always allowed
   * @param incentives one per tested arm, the mildest first; of equal margins the mildest wins
   */
  public Choice of(Prediction none, List<Prediction> incentives) {
    double without = expectedMargin(none);
    Prediction best =
        incentives.stream()
            .filter(this::isInsideGuardrail)
            .reduce(none, (a, b) -> expectedMargin(b) > expectedMargin(a) ? b : a);
    return new Choice(best.arm().name(), expectedMargin(best), expectedMargin(best) - without);
  }

  private double expectedMargin(Prediction prediction) {
    return prediction.orderProbability() * marginOfOrder(prediction)
        - prediction.arm().costPerContact();
  }

  private boolean isInsideGuardrail(Prediction prediction) {
    return marginOfOrder(prediction) >= leastMargin * prediction.revenue();
  }

  private double marginOfOrder(Prediction prediction) {
    return prediction.revenue() * (margin - prediction.arm().discount())
        - prediction.arm().costPerOrder();
  }
}
