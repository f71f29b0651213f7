package io.segmentlake.models.uplift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What a campaign taught besides the models of orders. Amounts are in the shop's currency.
 *
 * @param campaign its number
 * @param arms what was offered, the mildest first
 * @param chosen index of the arm whose uplift is told: the one with most customers
 * @param differs whether customers were seen to differ in uplift
 * @param effect mean effect of the chosen arm on the probability of an order
 * @param revenueEffect its mean effect on revenue; null where that is not told
 * @param marginEffect its mean effect on margin, contacts paid; null where that is not told
 * @param untreatedRevenue revenue ÷ (expected orders × usual amount of an order) of the control;
 *     null where that is not told
 * @param treatedRevenue the same of the chosen arm
 * @param untreatedMargin margin ÷ (the same) of the control; null where that is not told
 * @param treatedMargin the same of the chosen arm
 * @param usualOrder amount of an order of who has no usual amount of an own
 * @param marginRate margin ÷ revenue before the campaign; null where margins are not known
 * @param leastEffect from which effect on somebody is persuadable
 * @param likely from which probability on somebody orders anyway
 */
record CampaignFigures(
    String campaign,
    List<IncentiveArm> arms,
    int chosen,
    boolean differs,
    double effect,
    Double revenueEffect,
    Double marginEffect,
    Double untreatedRevenue,
    Double treatedRevenue,
    Double untreatedMargin,
    Double treatedMargin,
    double usualOrder,
    Double marginRate,
    double leastEffect,
    double likely) {
  private static final ObjectMapper JSON = new ObjectMapper();

  IncentiveArm chosenArm() {
    return arms.get(chosen);
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the figures of " + campaign, e);
    }
  }

  static CampaignFigures of(String json) {
    try {
      return JSON.readValue(json, CampaignFigures.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Cannot read an uplift model: its figures are not known. Train it again with this version.",
          e);
    }
  }
}
