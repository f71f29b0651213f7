package io.segmentlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void alignsNumbersToTheRightAndTextToTheLeft() {
    assertThat(
            new TextTable("segment", "members", "share", "owner")
                .row("vip", 1_204L, new BigDecimal("0.12"), "Jana")
                .row("příliš žluťoučký", 3, null, null)
                .toString())
        .isEqualTo(
            """
            segment           members  share  owner
            ────────────────  ───────  ─────  ─────
            vip                 1,204   0.12  Jana
            příliš žluťoučký        3
            """);
  }

  @Test
  void refusesARowOfAnotherLength() {
    assertThatThrownBy(() -> new TextTable("a", "b").row(1))
        .hasMessage("Cannot add a row of 1 cells to a table of 2.");
  }
}
