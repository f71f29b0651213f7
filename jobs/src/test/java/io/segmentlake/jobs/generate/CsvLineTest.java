package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvLineTest {
  @Test
  void quotesWhatWouldBreakTheLine() {
    assertThat(CsvLine.of(1, "Lipová 5, Praha", "a \"b\"", "on two\nlines", "plain"))
        .hasToString("1,\"Lipová 5, Praha\",\"a \"\"b\"\"\",\"on two\nlines\",plain");
  }

  @Test
  void leavesMissingFieldsEmpty() {
    assertThat(CsvLine.of(null, "x", null)).hasToString(",x,");
  }

  @Test
  void needsNoQuotesForCommasBetweenSemicolons() {
    assertThat(CsvLine.separatedBySemicolons("1,50", "a;b")).hasToString("1,50;\"a;b\"");
  }

  @Test
  void writesAmountsWithTwoDecimals() {
    assertThat(Money.text(5)).isEqualTo("0.05");
    assertThat(Money.text(123_450)).isEqualTo("1234.50");
    assertThat(Money.czech(123_450)).isEqualTo("1234,50");
  }

  @Test
  void writesJsonWithoutMissingFields() {
    String line =
        new JsonLine()
            .add("id", "a")
            .add("none", null)
            .add("n", 3)
            .addAmount("sum", 250)
            .toString();
    assertThat(line).isEqualTo("{\"id\":\"a\",\"n\":3,\"sum\":2.50}");
  }
}
