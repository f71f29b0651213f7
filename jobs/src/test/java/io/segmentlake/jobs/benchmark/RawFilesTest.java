package io.segmentlake.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawFilesTest {
  private static final LocalDate LAST = LocalDate.parse("2026-06-30");

  @TempDir private Path folder;
  private RawFiles files;

  @BeforeEach
  void writesTwoDays() throws IOException {
    for (String name :
        new String[] {
          "orders/orders-2026-06-29.csv", "orders/orders-2026-06-30.csv", "web/web-2026-06-30.jsonl"
        }) {
      Path file = folder.resolve("landing").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "12345");
    }
    files = new RawFiles(folder.resolve("landing"), folder.resolve("held-back"));
  }

  @Test
  void knowsTheLastDayAndTheBytesOfAFeed() {
    assertThat(files.lastDay()).isEqualTo(LAST);
    assertThat(files.bytes(f -> RawFiles.feed(f).equals("orders"))).isEqualTo(10);
  }

  @Test
  void holdsFilesBackAndPutsThemBack() {
    files.holdBack(f -> RawFiles.day(f).equals(LAST));

    assertThat(files.lastDay()).isEqualTo(LocalDate.parse("2026-06-29"));
    assertThat(folder.resolve("held-back/web/web-2026-06-30.jsonl")).exists();

    files.release();

    assertThat(files.bytes(f -> true)).isEqualTo(15);
  }

  @Test
  void refusesAFileWithoutADay() {
    assertThatThrownBy(() -> RawFiles.day(Path.of("orders/all.csv")))
        .hasMessage(
            "Cannot tell the day of a raw file: its name has none (all.csv)."
                + " A name ends with year-month-day and the format.");
  }
}
