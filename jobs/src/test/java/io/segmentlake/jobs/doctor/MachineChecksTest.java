package io.segmentlake.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {

  @Test
  void findsThisMachineInOrder(@TempDir Path folder) {
    assertThat(MachineChecks.of(folder.resolve("not/there/yet")))
        .extracting(Finding::subject)
        .containsExactly("java", "memory", "processors", "disk");
  }

  @Test
  void saysWhatToDoAboutAnotherJava() {
    assertThat(MachineChecks.java(21).toString())
        .isEqualTo(
            "fail  java           this is Java 21; Segmentlake runs on Java 17: set JAVA_HOME");
  }

  @Test
  void warnsOfASmallHeap() {
    assertThat(MachineChecks.memory(1L << 30).level()).isEqualTo(Finding.Level.WARN);
    assertThat(MachineChecks.memory(4L << 30)).isEqualTo(Finding.ok("memory", "heap 4.0 GB"));
  }

  @Test
  void tellsAFullDiskFromASmallOne() {
    Path disk = Path.of("disk");
    assertThat(MachineChecks.disk(disk, 1.5).level()).isEqualTo(Finding.Level.FAIL);
    assertThat(MachineChecks.disk(disk, 5).level()).isEqualTo(Finding.Level.WARN);
    assertThat(MachineChecks.disk(disk, 50).level()).isEqualTo(Finding.Level.OK);
  }
}
