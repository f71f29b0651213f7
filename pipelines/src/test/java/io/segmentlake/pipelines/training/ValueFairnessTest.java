package io.segmentlake.pipelines.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.pipelines.LakehouseExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two countries whose customers bring 40 and 60, plus or minus 10. */
class ValueFairnessTest {
  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void aGroupThatIsDeniedItsPartOfTheTotalIsTold() {
    assertThat(objection(new Promise(50, 50), new Promise(40, 60)))
        .contains(
            "unfair to country CZ, which brought 40.00 a customer and had 50.00 of the same total promised");
  }

  @Test
  void toBeNoMoreUnfairThanWhatSpeaksIsAllowed() {
    assertThat(objection(new Promise(50, 50), new Promise(50, 50))).isEmpty();
  }

  @Test
  void aTotalThatIsMissedIsNotUnfair() {
    assertThat(objection(new Promise(20, 30), new Promise(40, 60))).isEmpty();
  }

  @Test
  void whatChanceExplainsIsNotUnfair() {
    // Of 200 customers who differ by 10 the mean is known to 1.4; a tenth of 40 is left to it.
    assertThat(objection(new Promise(45, 55), new Promise(40, 60))).isEmpty();
    assertThat(objection(new Promise(47, 53), new Promise(40, 60))).isPresent();
  }

  @Test
  void nothingIsPartOfNothing() {
    assertThat(objection(new Promise(0, 0), new Promise(40, 60))).isEmpty();
    assertThat(objection(new Promise(50, 50), new Promise(0, 0))).isPresent();
  }

  @Test
  void keepsAVersionFromTakingOver() {
    assertThat(refreshed(new Promise(50, 50), new Promise(40, 60)))
        .satisfies(
            challenge -> {
              assertThat(challenge.isWon()).isFalse();
              assertThat(challenge.words())
                  .startsWith("does not replace version 1: ")
                  .contains("unfair to country CZ")
                  .endsWith(" in the 180 days from 2026-01-01");
            });
    assertThat(refreshed(new Promise(40, 60), new Promise(50, 50)).isWon()).isTrue();
  }

  private Fitting.Challenge refreshed(Promise promise, Promise before) {
    return challenge()
        .of(
            new ClvChoice(ClvWay.BTYD, Optional.empty(), ""),
            Optional.of(trial("btyd", promise, "champion", before)));
  }

  @Test
  void keepsTheOtherWayFromTakingOver() {
    assertThat(otherWay(new Promise(50, 50), new Promise(40, 60)))
        .satisfies(
            challenge -> {
              assertThat(challenge.isWon()).isFalse();
              assertThat(challenge.words())
                  .startsWith("does not replace version 1: unfair to country CZ");
            });
    assertThat(otherWay(new Promise(40, 60), new Promise(50, 50)).isWon()).isTrue();
  }

  private Fitting.Challenge otherWay(Promise promise, Promise before) {
    ClvTrial trial = trial("two_part", promise, "btyd", before);
    ClvChoice choice =
        new ClvChoice(ClvWay.TWO_PART, Optional.of(trial.compare("two_part", "btyd")), "");
    return challenge().of(choice, Optional.of(trial));
  }

  /** Of a champion that is not asked: what it said is a column of the trial. */
  private static ClvChallenge challenge() {
    LocalDate then = LocalDate.of(2026, 1, 1);
    return new ClvChallenge(null, then.plusDays(180), new Trainer.Champion(1, then, null));
  }

  /** A customer of each country. */
  private record Promise(double cz, double sk) {}

  private Optional<String> objection(Promise promise, Promise before) {
    return new ValueFairness(trial("btyd", promise, "champion", before))
        .objection("btyd", "champion");
  }

  private ClvTrial trial(String predictor, Promise promise, String other, Promise before) {
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < 400; id++) {
      boolean isCz = id < 200;
      rows.add(
          RowFactory.create(
              id,
              isCz ? "CZ" : "SK",
              isCz ? promise.cz() : promise.sk(),
              isCz ? before.cz() : before.sk(),
              (isCz ? 40 : 60) + (id % 2 == 0 ? 10.0 : -10.0)));
    }
    StructType type =
        StructType.fromDDL(
            "customer_id bigint, country string, %s double, %s double, revenue double"
                .formatted(predictor, other));
    return new ClvTrial(
        LocalDate.of(2026, 1, 1),
        180,
        lake.lakehouse().spark().createDataFrame(rows, type),
        List.of(predictor, other));
  }
}
