package io.segmentlake.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTimeTest {

  @Test
  void addsUserAndSystemTimeOfChildren() {
    assertThat(
            CpuTime.parse(
                "7 (a (b) c) S 1 7 7 0 -1 4194304 10 20 30 40 500 600 1250 250 20 0 1 0 99 1 1\n"))
        .isEqualTo(15.0);
  }
}
