package io.segmentlake.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void roundsHalfUpAndGroupsThousands() {
    assertThat(Figures.amount(new BigDecimal("1234.5"))).isEqualTo("1,235");
    assertThat(Figures.amount(new BigDecimal("-1234.5"))).isEqualTo("−1,235");
    assertThat(Figures.amount(new BigDecimal("12.345"))).isEqualTo("12.35");
    assertThat(Figures.amount(new BigDecimal("1234567.8"))).isEqualTo("1.23 M");
    assertThat(Figures.amount(new BigDecimal("1234567890"))).isEqualTo("1.23 bn");
    assertThat(Figures.brief(new BigDecimal("12345"))).isEqualTo("12 k");
    assertThat(Figures.brief(new BigDecimal("9999"))).isEqualTo("9,999");
  }

  @Test
  void writesADashForWhatNobodyKnows() {
    assertThat(Figures.amount(null)).isEqualTo("–");
    assertThat(Figures.percent(1, 0)).isEqualTo("–");
  }

  @Test
  void writesSharesAndChanges() {
    assertThat(Figures.percent(1, 8)).isEqualTo("12.5%");
    assertThat(Figures.signed(1200)).isEqualTo("+1,200");
    assertThat(Figures.signed(-3)).isEqualTo("−3");
  }

  @Test
  void writesDatesInEnglish() {
    assertThat(Figures.longDay(LocalDate.parse("2024-02-29")))
        .isEqualTo("Thursday, 29 February 2024");
    assertThat(Figures.month(LocalDate.parse("2024-02-01"))).isEqualTo("Feb 2024");
  }

  @Test
  void readsIdsAsWords() {
    assertThat(Titles.of("lapsed_3m")).isEqualTo("Lapsed 3 months");
    assertThat(Titles.of("disengaged-180d")).isEqualTo("Disengaged 180 days");
    assertThat(Titles.of("rfm_at_risk")).isEqualTo("RFM at risk");
    assertThat(Titles.of("")).isEmpty();
  }

  @Test
  void drawsATrendAcrossDaysWithoutAValue() {
    assertThat(Sparkline.fromZero(Arrays.asList(0L, null, 10L)))
        .isEqualTo(new Sparkline("0.0,22.0 100.0,2.0", "0.0,25.0 0.0,22.0 100.0,2.0 100.0,25.0"));
    assertThat(Sparkline.of(List.of(5L, 5L)).line()).isEqualTo("0.0,12.0 100.0,12.0");
  }
}
