package io.segmentlake.models.recommendations;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How much ALS and the person's own shares of categories say in a list.
 *
 * @param als share of ALS, from 0 to 1; the rest is of affinity
 * @param popularityPower ALS counts times the popularity to this power: which products somebody
 *     likes depends little on what sells now, which ones they buy next does
 */
public record Mixture(double als, double popularityPower) implements Serializable {
  /** Where history is too short to choose one. */
  public static final Mixture USUAL = new Mixture(.5, .25);

  /** Nothing but the person's own shares of categories, and best sellers. */
  static final Mixture AFFINITY = new Mixture(0, 0);

  /** Those to choose from, simplest first. */
  static List<Mixture> candidates() {
    List<Mixture> candidates = new ArrayList<>(List.of(AFFINITY));
    for (double als : new double[] {.25, .5, .75, 1}) {
      for (double power : new double[] {0, .25, .5}) {
        candidates.add(new Mixture(als, power));
      }
    }
    return candidates;
  }
}
