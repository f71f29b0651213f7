package io.segmentlake.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonKindsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          orders_30d is 3 (>= 2)                                        | orders_30d >= 2
          orders_30d is 0 (= 0)                                         | orders_30d = 0
          days is 178, needs > 180                                      | days not > 180
          days is unknown, needs <= 30                                  | days not <= 30
          orders is 3 (>= 2); kind is 'a (b)' (one of 'a (b)', 'c')     | orders >= 2; kind one of 'a (b)', 'c'
          days is 9 (<= 2 * gap = 61.5); orders is 4, needs < 4         | days <= 2 * gap; orders not < 4
          revenue - cost is 12.5 (between low = 1 and high = 20)        | revenue - cost between low and high
          definition changed                                            | definition changed
          """)
  void leavesTheValuesOfSinglePersonsOut(String reason, String kind) {
    assertThat(ReasonKinds.kind(reason)).isEqualTo(kind);
  }

  @Test
  void namesAReasonThatIsNotStored() {
    assertThat(ReasonKinds.kind(null)).isEqualTo("no reason stored");
  }
}
