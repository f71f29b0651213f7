package io.segmentlake.models.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How well a score orders customers of a randomised experiment by what the treatment does to them.
 * Groups carry the counts of both arms ({@link ScoreColumns#treatedBy}).
 *
 * <p>Defined as in scikit-uplift ({@code qini_auc_score} with negative effects, {@code
 * uplift_auc_score}): the area between the curve and its diagonal, as a share of what a perfect
 * order of the same yes-or-no outcomes would reach. 0 for an order by lot; NaN if an arm is empty.
 */
public final class UpliftMetrics {

  private UpliftMetrics() {}

  /**
   * Normalised Qini. The curve is that of Radcliffe (2007): outcomes of the treated so far, less
   * those of the control so far scaled to as many customers.
   */
  public static double qini(List<ScoreGroup> groups) {
    return normalised(groups, perfectOfQini(sum(groups)), UpliftMetrics::qiniHeight);
  }

  /**
   * Normalised AUUC. The curve is the difference of both arms' mean outcomes so far, times the
   * customers so far.
   */
  public static double auuc(List<ScoreGroup> groups) {
    return normalised(groups, perfectOfUplift(sum(groups)), UpliftMetrics::upliftHeight);
  }

  /**
   * The area between the Qini curve and its diagonal, both as shares of all customers: comparable
   * between experiments of one outcome, also for an amount.
   */
  public static double qiniArea(List<ScoreGroup> groups) {
    double weight = RankMetrics.weight(groups);
    return areaAboveDiagonal(groups, UpliftMetrics::qiniHeight) / (weight * weight);
  }

  /** Mean outcome of the treated less that of the control. */
  public static double averageEffect(List<ScoreGroup> groups) {
    ScoreGroup all = sum(groups);
    return all.treatedOutcome() / all.treated() - all.controlOutcome() / all.control();
  }

  private static double normalised(
      List<ScoreGroup> groups, List<ScoreGroup> perfect, ToDoubleFunction<ScoreGroup> height) {
    return areaAboveDiagonal(groups, height) / areaAboveDiagonal(perfect, height);
  }

  private static double areaAboveDiagonal(
      List<ScoreGroup> groups, ToDoubleFunction<ScoreGroup> height) {
    ScoreGroup all = sum(groups);
    if (all.treated() <= 0 || all.control() <= 0) {
      return Double.NaN;
    }
    ScoreGroup soFar = ScoreGroup.of(0, 0, 0);
    double area = 0;
    double before = 0;
    for (ScoreGroup group : groups) {
      soFar = plus(soFar, group);
      double now = height.applyAsDouble(soFar);
      area += group.weight() * (before + now) / 2;
      before = now;
    }
    return area - all.weight() * height.applyAsDouble(all) / 2;
  }

  private static double qiniHeight(ScoreGroup soFar) {
    double scale = soFar.control() > 0 ? soFar.treated() / soFar.control() : 0;
    return soFar.treatedOutcome() - soFar.controlOutcome() * scale;
  }

  private static double upliftHeight(ScoreGroup soFar) {
    double treated = soFar.treated() > 0 ? soFar.treatedOutcome() / soFar.treated() : 0;
    double control = soFar.control() > 0 ? soFar.controlOutcome() / soFar.control() : 0;
    return (treated - control) * soFar.weight();
  }

  /** Treated with the outcome first, control with the outcome last, all others between. */
  private static List<ScoreGroup> perfectOfQini(ScoreGroup all) {
    double without = all.weight() - all.outcome();
    double treatedWithout = all.treated() - all.treatedOutcome();
    return List.of(
        treated(all.treatedOutcome(), 1),
        new ScoreGroup(0, without, 0, treatedWithout, 0),
        control(all.controlOutcome(), 1));
  }

  /** Who speaks for the treatment first; of the two kinds that speak against it the rarer last. */
  private static List<ScoreGroup> perfectOfUplift(ScoreGroup all) {
    ScoreGroup responders = control(all.controlOutcome(), 1);
    ScoreGroup others = treated(all.treated() - all.treatedOutcome(), 0);
    boolean respondersFirst = responders.weight() > others.weight();
    return List.of(
        treated(all.treatedOutcome(), 1),
        control(all.control() - all.controlOutcome(), 0),
        respondersFirst ? responders : others,
        respondersFirst ? others : responders);
  }

  private static ScoreGroup treated(double count, double outcome) {
    return new ScoreGroup(0, count, count * outcome, count, count * outcome);
  }

  private static ScoreGroup control(double count, double outcome) {
    return ScoreGroup.of(0, count, count * outcome);
  }

  private static ScoreGroup sum(List<ScoreGroup> groups) {
    return groups.stream().reduce(ScoreGroup.of(0, 0, 0), UpliftMetrics::plus);
  }

  private static ScoreGroup plus(ScoreGroup sum, ScoreGroup group) {
    return new ScoreGroup(
        group.score(),
        sum.weight() + group.weight(),
        sum.outcome() + group.outcome(),
        sum.treated() + group.treated(),
        sum.treatedOutcome() + group.treatedOutcome());
  }
}
