package io.segmentlake.models.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
  private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
  private static final Locale CZECH = Locale.forLanguageTag("cs");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-01-31T10:00:00Z | 2024-01-31T10:00:00Z",
        "2024-01-31 10:00:00.123456+02:00 | 2024-01-31T08:00:00.123456Z",
        "2024-01-31T10:00:00+0200 | 2024-01-31T08:00:00Z",
        "2024-01-31 10:00 | 2024-01-31T09:00:00Z",
        "2024-07-31 | 2024-07-30T22:00:00Z",
      })
  void readsIsoTimesInTheZoneWhereTheyNameNone(String text, Instant expected) {
    assertThat(TimeText.iso().instant(text, PRAGUE)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5. ledna 2024 14:05 | 2024-01-05T13:05:00Z",
        "5. Leden 2024 14:05 | 2024-01-05T13:05:00Z",
        "31. července 2024 00:30 | 2024-07-30T22:30:00Z",
        "1.\u00a0ZÁŘÍ 2024 9:00 | 2024-09-01T07:00:00Z",
      })
  void readsCzechMonthNamesInBothForms(String text, Instant expected) {
    assertThat(TimeText.of("d. MMMM yyyy H:mm", CZECH).instant(text, PRAGUE)).isEqualTo(expected);
  }

  @Test
  void refusesALocalTimeThatTheClocksSkipped() {
    TimeText time = TimeText.of("yyyy-MM-dd HH:mm", Locale.ROOT);

    assertThat(time.instant("2024-03-31 02:30", PRAGUE)).isNull();
    assertThat(time.instant("2024-03-31 02:30", ZoneId.of("UTC")))
        .isEqualTo(Instant.parse("2024-03-31T02:30:00Z"));
  }

  @Test
  void takesTheEarlierOfALocalTimeThatCameTwice() {
    assertThat(TimeText.of("d.M.yyyy H:mm", CZECH).instant("27.10.2024 2:30", PRAGUE))
        .isEqualTo(Instant.parse("2024-10-27T00:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-30",
    "2023-02-29",
    "2024-13-01",
    "2024-01-31T25:00:00",
    "0000-01-01",
    "31.1.2024",
    "yesterday",
    "2024-01-31T10:00:00 CET",
    "12024-01-31",
  })
  void hasNoResultForWhatIsNoTime(String text) {
    assertThat(TimeText.iso().instant(text, PRAGUE)).isNull();
    assertThat(TimeText.of("yyyy-MM-dd", Locale.ROOT).date(text)).isNull();
  }

  @Test
  void readsDatesAndTwoDigitYears() {
    assertThat(TimeText.of("dd/MM/yy", Locale.ROOT).date("28/02/24"))
        .isEqualTo(LocalDate.of(2024, 2, 28));
    assertThat(TimeText.of("MMM d, yyyy", Locale.ENGLISH).date("Feb 3, 2024"))
        .isEqualTo(LocalDate.of(2024, 2, 3));
  }

  @Test
  void refusesPatternsThatAreNone() {
    assertThatThrownBy(() -> TimeText.of("yyyy-bb", Locale.ROOT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
