package io.segmentlake.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.models.training.TrainingWindows.Round;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrainingWindowsTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  @Test
  void placesCutOffsAMonthApartAndComparesAtTheLatestThree() {
    TrainingWindows windows = TrainingWindows.of(FIRST, FIRST.plusDays(250), 30);

    assertThat(windows.finalCutOff()).isEqualTo(day(220));
    assertThat(windows.training()).containsExactly(day(100), day(130), day(160), day(190));
    assertThat(windows.rounds())
        .containsExactly(
            new Round(List.of(day(100)), day(130)),
            new Round(List.of(day(100), day(130)), day(160)),
            new Round(List.of(day(100), day(130), day(160)), day(190)));
    assertThat(windows.reason()).isEmpty();
  }

  @Test
  void saysWhyThereAreFewerWindows() {
    TrainingWindows windows = TrainingWindows.of(FIRST, FIRST.plusDays(364), 90);

    assertThat(windows.training()).containsExactly(day(94), day(124), day(154), day(184));
    assertThat(windows.rounds()).containsExactly(new Round(List.of(day(94)), day(184)));
    assertThat(windows.reason())
        .isEqualTo("1 of 3 rolling windows: the history goes from 2026-01-01 to 2026-12-31.");
  }

  @Test
  void hasNothingToTrainOnWhereTheHistoryIsShort() {
    TrainingWindows windows = TrainingWindows.of(FIRST, FIRST.plusDays(147), 30);

    assertThat(windows.training()).isEmpty();
    assertThat(windows.reason())
        .isEqualTo("No cut-off can be trained on: the history goes from 2026-01-01 to 2026-05-28.");
  }

  @Test
  void refusesAHorizonOfNoDays() {
    assertThatThrownBy(() -> TrainingWindows.of(FIRST, FIRST, 0))
        .hasMessage(
            "Cannot place cut-offs: the horizon is too short (0 days). It must be 1 day or more.");
  }

  @Property(tries = 300)
  void noModelSeesALabelThatItsDateCouldNotKnow(
      @ForAll @IntRange(min = 1, max = 1_000) int days,
      @ForAll @IntRange(min = 1, max = 180) int horizon) {
    TrainingWindows windows = TrainingWindows.of(FIRST, FIRST.plusDays(days), horizon);

    assertThat(windows.finalCutOff().plusDays(horizon)).isEqualTo(FIRST.plusDays(days));
    assertThat(windows.training())
        .allMatch(cutOff -> !cutOff.plusDays(horizon).isAfter(windows.finalCutOff()));
    assertThat(windows.rounds())
        .allSatisfy(
            round ->
                assertThat(round.training())
                    .isNotEmpty()
                    .allMatch(cutOff -> !cutOff.plusDays(horizon).isAfter(round.validation())));
  }

  private static LocalDate day(int days) {
    return FIRST.plusDays(days);
  }
}
