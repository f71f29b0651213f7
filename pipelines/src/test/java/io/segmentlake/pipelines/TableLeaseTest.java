package io.segmentlake.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.pipelines.TableLock.AlreadyRunningException;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableLeaseTest {
  private static final Duration LAPSES_AFTER = Duration.ofSeconds(3);

  @TempDir Path folder;

  @Test
  void keepsOthersFromItsTablesAlone() {
    try (TableLease first = take("silver.orders", "silver.lines")) {
      assertThatThrownBy(() -> take("silver.customers", "silver.orders"))
          .isInstanceOf(AlreadyRunningException.class)
          .hasMessageStartingWith("Cannot write silver.orders: already running.");
      take("silver.customers").close();
    }
    take("silver.orders").close();

    assertThat(leases()).isEmpty();
  }

  @Test
  void holdsForAsLongAsTheRunLives() throws InterruptedException {
    try (TableLease first = take("silver.orders")) {
      Thread.sleep(3 * LAPSES_AFTER.toMillis() / 2);
      assertThatThrownBy(() -> take("silver.orders")).isInstanceOf(AlreadyRunningException.class);
    }
  }

  @Test
  void passesOverARunThatWasKilled() throws InterruptedException {
    take("silver.orders").abandon();
    assertThatThrownBy(() -> take("silver.orders")).isInstanceOf(AlreadyRunningException.class);

    Thread.sleep(3 * LAPSES_AFTER.toMillis() / 2);
    try (TableLease next = take("silver.orders")) {
      assertThat(leases()).hasSize(1);
    }
  }

  private TableLease take(String... tables) {
    return TableLease.take(
        new Configuration(),
        new org.apache.hadoop.fs.Path(folder.toUri()),
        List.of(tables),
        LAPSES_AFTER);
  }

  private File[] leases() {
    return folder
        .toFile()
        .listFiles((parent, name) -> name.endsWith(".lease") && !name.startsWith("."));
  }
}
