package io.segmentlake.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VolumeVerdictTest {
  private static final LocalDate DATE = LocalDate.parse("2024-03-31");

  @Test
  void comparesWithTheSameWeekdayOfFourWeeks() {
    VolumeVerdict verdict = verdict(DATE, 49, 100, 90, 110, 100);

    assertThat(verdict)
        .isEqualTo(new VolumeVerdict("Web events", 49, 100, VolumeVerdict.State.FEW));
    assertThat(verdict(DATE, 50, 100, 90, 110, 100).state()).isEqualTo(VolumeVerdict.State.USUAL);
    assertThat(verdict(DATE, 200, 100, 90, 110, 100).state()).isEqualTo(VolumeVerdict.State.USUAL);
    assertThat(verdict(DATE, 201, 100, 90, 110, 100).state()).isEqualTo(VolumeVerdict.State.MANY);
  }

  @Test
  void doesNotJudgeSmallNumbers() {
    assertThat(verdict(DATE, 1, 19, 19, 19, 19).state()).isEqualTo(VolumeVerdict.State.USUAL);
  }

  @Test
  void callsAStreamLateThatHasNothingOnTheDate() {
    assertThat(verdict(DATE.minusDays(1), 0, 5, 5, 5, 5).state())
        .isEqualTo(VolumeVerdict.State.LATE);
  }

  @Test
  void takesNothingOnAWeekdayThatNeverHasAnythingAsUsual() {
    assertThat(verdict(DATE.minusDays(1), 0, 0, 0, 0, 0).state())
        .isEqualTo(VolumeVerdict.State.USUAL);
  }

  @Test
  void callsAStreamSilentThatHasNothingForWeeks() {
    VolumeVerdict verdict =
        VolumeVerdict.of(
            new QualityData.Volume("", "web_events", Optional.empty(), List.of()), DATE);

    assertThat(verdict.words()).isEqualTo("none in 35 days");
  }

  /** Events on the date, and one, two, three and four weeks before. */
  private static VolumeVerdict verdict(LocalDate newest, long... events) {
    List<Long> days = new ArrayList<>(Collections.nCopies(35, 0L));
    for (int week = 0; week < events.length; week++) {
      days.set(34 - 7 * week, events[week]);
    }
    return VolumeVerdict.of(
        new QualityData.Volume("shop", "web_events", Optional.of(newest), days), DATE);
  }
}
