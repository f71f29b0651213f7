package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void countsPairsThatTheChancesPutInTheRightOrder() {
    Tally tally = new Tally();
    tally.score(.1, false);
    tally.score(.1, false);
    tally.score(.2, true);
    tally.score(.2, false);
    tally.score(.6, true);
    tally.score(.6, true);
    tally.score(.6, false);
    Figures figures = tally.figures();
    assertThat(figures.scored()).isEqualTo(7);
    assertThat(figures.buyers()).isEqualTo(3);
    // Of 3 x 4 pairs: the buyer at .2 wins 2 and ties 1, each at .6 wins 3 and ties 1.
    assertThat(figures.auc()).isEqualTo((2.5 + 2 * 3.5) / 12, within(1e-12));
  }

  @Test
  void comparesTheTreatedWithTheControl() {
    Tally tally = new Tally();
    tally.trial(true, .10, true);
    tally.trial(true, .05, false);
    tally.trial(false, .04, false);
    tally.trial(false, -.01, true);
    tally.trial(false, .02, false);
    Figures figures = tally.figures();
    assertThat(figures.treated()).isEqualTo(2);
    assertThat(figures.control()).isEqualTo(3);
    assertThat(figures.plantedUplift()).isEqualTo(.04, within(1e-9));
    assertThat(figures.realisedUplift()).isEqualTo(1 / 2.0 - 1 / 3.0, within(1e-12));
  }

  @Test
  void addsUpToTheTallyOfAll() {
    Tally left = new Tally();
    left.score(.3, true);
    left.trial(true, .1, true);
    Tally right = new Tally();
    right.score(.7, false);
    right.trial(false, .2, false);
    Tally all = new Tally();
    all.score(.3, true);
    all.score(.7, false);
    all.trial(true, .1, true);
    all.trial(false, .2, false);
    assertThat(left.plus(right).figures()).isEqualTo(all.figures());
  }

  @Test
  void givesNoNumberWhereThereIsNobody() {
    assertThat(new Tally().figures().auc()).isNaN();
    assertThat(new Tally().figures().realisedUplift()).isNaN();
  }
}
