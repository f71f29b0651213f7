package io.segmentlake.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentlake.models.uplift.IncentiveChoice.Choice;
import io.segmentlake.models.uplift.IncentiveChoice.Prediction;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncentiveChoiceTest {
  /** Half of the revenue is margin, a quarter has to be left. */
  private static final IncentiveChoice CHOICE = new IncentiveChoice(.5, .25);

  private static final IncentiveArm SHIPPING = new IncentiveArm("free shipping", 0, 5, 0);
  private static final IncentiveArm QUARTER_OFF = new IncentiveArm("25 % off", .25, 0, 0);
  private static final IncentiveArm HALF_OFF = new IncentiveArm("50 % off", .5, 0, 0);

  @Test
  void picksTheHighestExpectedMargin() {
    // None .25 x 50 = 12.5; shipping .5 x 45 = 22.5; 25 % off .75 x 25 = 18.75.
    assertThat(
            CHOICE.of(
                none(.25, 100),
                List.of(new Prediction(SHIPPING, .5, 100), new Prediction(QUARTER_OFF, .75, 100))))
        .isEqualTo(new Choice("free shipping", 22.5, 10));
  }

  @Test
  void offersNothingToWhoWouldBuyAnyway() {
    assertThat(CHOICE.of(none(.75, 100), List.of(new Prediction(QUARTER_OFF, 1, 100))))
        .isEqualTo(new Choice("none", 37.5, 0));
  }

  @Test
  void keepsTheMildestOfEqualMargins() {
    // None .5 x 50, 25 % off 1 x 25.
    assertThat(CHOICE.of(none(.5, 100), List.of(new Prediction(QUARTER_OFF, 1, 100))).arm())
        .isEqualTo("none");
  }

  @Test
  void offersNothingThatLeavesLessThanTheGuardrail() {
    IncentiveChoice generous = new IncentiveChoice(.625, 0);
    List<Prediction> offers = List.of(new Prediction(HALF_OFF, 1, 100));

    assertThat(generous.of(none(0, 100), offers)).isEqualTo(new Choice("50 % off", 12.5, 12.5));
    assertThat(new IncentiveChoice(.625, .25).of(none(0, 100), offers))
        .isEqualTo(new Choice("none", 0, 0));
    // Of a small order a fixed cost eats more: 20 x .5 - 5 = 5 is a quarter, of 19 it is less.
    List<Prediction> small = List.of(new Prediction(SHIPPING, 1, 20));
    List<Prediction> smaller = List.of(new Prediction(SHIPPING, 1, 19));
    assertThat(CHOICE.of(none(0, 20), small).arm()).isEqualTo("free shipping");
    assertThat(CHOICE.of(none(0, 19), smaller).arm()).isEqualTo("none");
  }

  @Test
  void countsTheCostOfAContactWhetherOrNotOneOrders() {
    IncentiveArm letter = new IncentiveArm("letter", 0, 0, 2);

    assertThat(CHOICE.of(none(.25, 8), List.of(new Prediction(letter, .5, 8))).arm())
        .isEqualTo("none");
    assertThat(CHOICE.of(none(.25, 8), List.of(new Prediction(letter, 1, 8))))
        .isEqualTo(new Choice("letter", 2, 1));
  }

  @Test
  void refusesADiscountOfMoreThanAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IncentiveArm("gift", 1.5, 0, 0))
        .withMessage(
            "Cannot offer gift: its discount is 1.5 and its costs are 0.0 and 0.0. A discount is from 0 to 1, a cost is not negative.");
  }

  private static Prediction none(double orderProbability, double revenue) {
    return new Prediction(IncentiveArm.none(), orderProbability, revenue);
  }
}
