package io.segmentlake.models.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RetirementTest {
  private final Retirement retirement = new Retirement(20);

  @Test
  void endsWhatLastsAndWhatEndsLater() {
    assertThat(retirement.into(List.of(Interval.of(10, 30), Interval.open(40))))
        .containsExactly(Interval.of(10, 20));
    assertThat(retirement.into(List.of(Interval.open(10)))).containsExactly(Interval.of(10, 20));
  }

  @Test
  void leavesWhatEndedByThen() {
    assertThat(retirement.into(List.of(Interval.of(1, 5), Interval.of(10, 20))))
        .containsExactly(Interval.of(1, 5), Interval.of(10, 20));
  }

  @Test
  void dropsWhatBeganThenOrLater() {
    assertThat(retirement.into(List.of(Interval.open(20)))).isEmpty();
  }

  @Test
  void changesNothingTheSecondTime() {
    List<Interval> once = retirement.into(List.of(Interval.of(1, 5), Interval.open(10)));

    assertThat(retirement.into(once)).isEqualTo(once);
  }
}
