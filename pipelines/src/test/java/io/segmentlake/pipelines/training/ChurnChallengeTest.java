package io.segmentlake.pipelines.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.churn.Algorithm;
import io.segmentlake.models.churn.ChurnMetrics;
import io.segmentlake.models.churn.ChurnResult;
import io.segmentlake.models.metrics.CalibrationCurve;
import io.segmentlake.models.metrics.Comparison;
import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.metrics.GroupScore;
import io.segmentlake.models.training.Sufficiency;
import io.segmentlake.models.training.TrainingWindows;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChurnChallengeTest {
  private static final List<GroupScore> FAIR = List.of(group("SK", .5, .52));
  private static final TrainingWindows WINDOWS =
      TrainingWindows.of(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 9, 30), 90);

  @Test
  void winsIfItIsBetterBeyondChance() {
    assertThat(challenge(new Estimate(.02, .01, .03), .02, FAIR))
        .isEqualTo(
            new Fitting.Challenge(
                true, "does better than version 1: AUC +0.0200 (+0.0100 to +0.0300) at 90 days"));
  }

  @Test
  void losesWithoutADifferenceOrWhereItIsWorse() {
    assertThat(challenge(new Estimate(.02, -.01, .05), .02, FAIR).words())
        .isEqualTo("does not replace version 1: no difference beyond chance");
    assertThat(challenge(new Estimate(-.02, -.03, -.01), .02, FAIR).words())
        .isEqualTo("does not replace version 1: AUC -0.0200 (-0.0300 to -0.0100) at 90 days");
  }

  @Test
  void losesIfItPromisesWorse() {
    assertThat(challenge(new Estimate(.02, .01, .03), .061, FAIR).words())
        .isEqualTo("does not replace version 1: calibration error 0.061 at 90 days");
  }

  @Test
  void losesIfItIsUnfairToAGroupThatTheChampionServesBetter() {
    List<GroupScore> unfair = List.of(group("CZ", .5, .5), group("SK", .5, .7));

    assertThat(challenge(new Estimate(.02, .01, .03), .02, unfair).words())
        .isEqualTo(
            "does not replace version 1: unfair to country SK at 90 days: 0.500 promised, 0.700 observed");
  }

  @Test
  void winsIfTheChampionIsAsUnfair() {
    List<GroupScore> unfair = List.of(group("SK", .5, .7));
    ChurnMetrics metrics = metrics(new Estimate(.02, .01, .03), .02, unfair, unfair);

    assertThat(of(metrics).isWon()).isTrue();
  }

  private static Fitting.Challenge challenge(
      Estimate aboveChampion, double calibrationError, List<GroupScore> groups) {
    return of(metrics(aboveChampion, calibrationError, groups, FAIR));
  }

  private static Fitting.Challenge of(ChurnMetrics metrics) {
    ChurnResult result =
        new ChurnResult(
            new Sufficiency.Verdict(Sufficiency.Status.SUFFICIENT, ""),
            WINDOWS,
            Optional.of(new ChurnResult.Fitted(null, Algorithm.LOGISTIC_REGRESSION, metrics)),
            List.of());
    return ChurnChallenge.of(1, days -> true, Map.of(90, result));
  }

  private static ChurnMetrics metrics(
      Estimate aboveChampion,
      double calibrationError,
      List<GroupScore> groups,
      List<GroupScore> championGroups) {
    Estimate any = new Estimate(.7, .6, .8);
    return new ChurnMetrics(
        1000,
        .5,
        any,
        any,
        any,
        any,
        new Estimate(calibrationError, 0, 1),
        new CalibrationCurve(List.of()),
        Map.of(ChurnMetrics.CHAMPION, new Comparison(.7, .68, aboveChampion)),
        groups,
        Optional.of(.02),
        championGroups);
  }

  private static GroupScore group(String country, double promised, double observed) {
    double margin = GroupScore.margin(observed, 400);
    return new GroupScore("country", country, 400, promised, observed, margin, .7, .1);
  }
}
