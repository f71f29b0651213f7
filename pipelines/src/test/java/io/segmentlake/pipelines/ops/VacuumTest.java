package io.segmentlake.pipelines.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.ContentHash;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VacuumTest {
  private static final Table STOCK =
      Table.of("features.stock", "One row.", Column.of("pieces", "bigint", "In stock"));
  private static final Pattern DELETED = Pattern.compile("(\"deletionTimestamp\":)\\d{13}");

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @BeforeEach
  void theSecondVersionReplacedTheFirst() throws IOException {
    replace(1);
    replace(2);
    Files.writeString(folder().resolve("part-of-a-killed-run.parquet"), "half");
  }

  @Test
  void keepsForAWeekWhatAReaderMayStillRead() throws IOException {
    assertThat(removed()).isZero();

    age(Duration.ofDays(6));

    assertThat(removed()).isZero();
    assertThat(dataFiles()).hasSize(3);
  }

  @Test
  void removesWhatWasReplacedOrNeverCommittedAWeekAgo() throws IOException {
    age(Duration.ofDays(8));
    long bytes = bytes();
    ContentHash rows = ContentHash.of(lake.lakehouse().read(STOCK));

    Vacuum.Result result = new Vacuum(lake.lakehouse(), Vacuum.LEAST, Instant.now()).vacuum(STOCK);

    assertThat(result.files()).isEqualTo(2);
    assertThat(result.written()).isEqualTo(Written.rewritten(STOCK, 1));
    assertThat(dataFiles()).hasSize(1);
    assertThat(result.bytes()).isEqualTo(bytes - bytes());
    assertThat(ContentHash.of(lake.lakehouse().read(STOCK))).isEqualTo(rows);
    assertThat(removed()).isZero();
  }

  @Test
  void refusesToRemoveWhatAReaderMayStillRead() {
    assertThatThrownBy(() -> new Vacuum(lake.lakehouse(), Duration.ofDays(6), Instant.now()))
        .hasMessage(
            "Cannot vacuum: a retention of PT144H is too short for who reads just now. The least"
                + " is PT168H.");
  }

  private int removed() {
    return new Vacuum(lake.lakehouse(), Vacuum.LEAST, Instant.now()).vacuum(STOCK).files();
  }

  private void replace(long pieces) {
    lake.lakehouse()
        .replace(
            STOCK,
            LakehouseExtension.session()
                .createDataFrame(List.of(RowFactory.create(pieces)), STOCK.structType()));
  }

  /** As if all had happened so long before. */
  private void age(Duration by) throws IOException {
    Instant then = Instant.now().minus(by);
    for (Path file : files(folder())) {
      Files.setLastModifiedTime(file, FileTime.from(then));
    }
    for (Path commit : files(folder().resolve("_delta_log"))) {
      if (commit.toString().endsWith(".json")) {
        String text = Files.readString(commit);
        Files.writeString(commit, DELETED.matcher(text).replaceAll("$1" + then.toEpochMilli()));
      }
    }
    DeltaLog.clearCache();
  }

  private Path folder() {
    return Path.of(lake.lakehouse().path(STOCK));
  }

  private List<Path> dataFiles() throws IOException {
    return files(folder()).stream().filter(f -> f.toString().endsWith(".parquet")).toList();
  }

  private long bytes() throws IOException {
    long bytes = 0;
    for (Path file : dataFiles()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
