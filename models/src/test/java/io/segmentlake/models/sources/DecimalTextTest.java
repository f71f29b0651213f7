package io.segmentlake.models.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | 1,234.56 | 1234.56",
        "en | -1,234,567 | -1234567",
        "en | 12.345 | 12.345",
        "en | .5 | .5",
        "en | 5. | 5.0",
        "en | +7 | 7",
        "en | 1.5E+03 | 1500",
        "cs | 1 234,50 | 1234.50",
        "cs | 1\u00a0234\u00a0567,5 | 1234567.5",
        "cs | \u22121234,5 | -1234.5",
        "cs | 0,99 | 0.99",
        "de | 1.234,56 | 1234.56",
        "de-CH | 1'234.56 | 1234.56",
        "en | 0.123456785 | 0.12345679",
        "en | 12345678901234567890 | 12345678901234567890",
      })
  void readsNumbersOfALanguage(String language, String text, BigDecimal expected) {
    assertThat(DecimalText.of(language).orElseThrow().parse(text)).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | 1,23",
        "en | 12,34.5",
        "en | 1,2345",
        "en | 1.234,56",
        "en | 1 234",
        "en | 12a",
        "en | 1.2.3",
        "en | -",
        "en | .",
        "en | NaN",
        "en | Infinity",
        "en | 0x1F",
        "en | 1e999",
        "en | 123456789012345678901",
        "en | ١٢٣",
        "cs | 1.5",
        "cs | 1 23,5",
        "cs | 1,5,5",
        "cs | 15 Kč",
        "de | 1.23",
      })
  void hasNoResultForAnythingElse(String language, String text) {
    assertThat(DecimalText.of(language).orElseThrow().parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"xx", "english", "''", "e_n"})
  void knowsWhichLanguagesExist(String tag) {
    assertThat(DecimalText.of(tag)).isEmpty();
  }
}
