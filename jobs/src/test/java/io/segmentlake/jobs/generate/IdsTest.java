package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {
  private final Ids ids = new Ids(1);

  @Test
  void growWithTime() {
    assertThat(ids.event(1_700_000_000L, 9, 5)).isLessThan(ids.event(1_700_000_001L, 1, 0));
    assertThat(ids.document(1_700_000_000L, 9)).isLessThan(ids.document(1_700_000_001L, 1));
    assertThat(ids.event(1_700_000_000L, 9, 1)).hasSize(20).startsWith("6553f100").endsWith("0001");
    assertThat(ids.document(1_700_000_000L, 9)).hasSize(17).startsWith("6553f100-");
  }

  @Test
  void differForPersonsOfOneSecond() {
    Set<String> seen = new HashSet<>();
    for (int person = 0; person < 50_000; person++) {
      seen.add(ids.document(1_700_000_000L, person));
    }
    assertThat(seen).hasSize(50_000);
  }

  @Test
  void differForDevicesOfPersons() {
    assertThat(ids.device(1, 0)).isNotEqualTo(ids.device(1, 1)).isNotEqualTo(ids.device(2, 0));
  }
}
