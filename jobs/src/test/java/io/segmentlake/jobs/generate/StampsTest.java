package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StampsTest {
  private final Stamps stamps = new Stamps(new ShopCalendar(LocalDate.of(2025, 10, 1), 60));

  @Test
  void writesOneInstantInThreeWays() {
    long at = Instant.parse("2025-10-05T22:30:09Z").getEpochSecond();
    assertThat(stamps.local(at)).isEqualTo("06.10.2025 00:30:09");
    assertThat(stamps.offset(at)).isEqualTo("2025-10-06T00:30:09+02:00");
    assertThat(stamps.utc(at)).isEqualTo("2025-10-05T22:30:09Z");
  }

  @Test
  void writesTwoInstantsOfADoubledHourAlikeUnlessTheOffsetIsShown() {
    long first = Instant.parse("2025-10-26T00:30:00Z").getEpochSecond();
    long second = Instant.parse("2025-10-26T01:30:00Z").getEpochSecond();
    assertThat(stamps.local(first))
        .isEqualTo("26.10.2025 02:30:00")
        .isEqualTo(stamps.local(second));
    assertThat(stamps.offset(first)).isEqualTo("2025-10-26T02:30:00+02:00");
    assertThat(stamps.offset(second)).isEqualTo("2025-10-26T02:30:00+01:00");
  }
}
