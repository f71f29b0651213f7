package io.segmentlake.models.uplift;

import io.segmentlake.models.metrics.Estimate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What training on an experiment came to.
 *
 * @param fitted empty where nothing can be learnt
 * @param remark why nothing can be, or what cannot be told; empty for nothing
 */
public record CampaignResult(Optional<Fitted> fitted, String remark) {

  static CampaignResult refused(String reason) {
    return new CampaignResult(Optional.empty(), reason);
  }

  /**
   * A model and how good it was, on customers that what was measured had not seen.
   *
   * @param customers of the chosen arm and the control
   * @param untreatedRate share of the control that ordered
   * @param treatedRate the same of the chosen arm
   * @param effects on the probability of an order, by arm
   * @param revenueEffect of the chosen arm, a customer
   * @param marginEffect the same of margin, before the costs of contacts; empty where margins are
   *     not known
   * @param heterogeneity whether customers were seen to differ
   * @param qini normalised Qini by who ordered customers: {@code model}, {@code response_model},
   *     {@code random}, and {@code champion} where there is one of another campaign
   * @param aboveChampion what the model's is above the champion's
   */
  public record Fitted(
      CampaignUplift model,
      long customers,
      double untreatedRate,
      double treatedRate,
      Map<String, Estimate> effects,
      Estimate revenueEffect,
      Optional<Estimate> marginEffect,
      Heterogeneity heterogeneity,
      Map<String, Estimate> qini,
      Optional<Estimate> aboveChampion) {}

  /** Several remarks as one. */
  static String remark(List<String> remarks) {
    return String.join("; ", remarks);
  }
}
