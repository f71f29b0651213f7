package io.segmentlake.pipelines.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.Written;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecordedTableTest {
  private static final Table STOCK =
      Table.of("silver.stock", "One row per product.", Column.of("product_id", "string", "Tea"));

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  private RecordedTable recorded;

  @BeforeEach
  void twoCommitsAreRecorded() {
    append(1);
    Written second = append(2);
    new Runs(lake.lakehouse())
        .add(
            List.of(
                new Runs.Entry(
                    "run",
                    "silver",
                    LocalDate.parse("2024-05-01"),
                    Instant.parse("2024-05-02T03:00:00Z"),
                    BigDecimal.ONE,
                    "inputs",
                    1,
                    List.of(second),
                    List.of())));
    recorded = new Runs(lake.lakehouse()).tables().get("silver.stock");
  }

  @Test
  void isUntouchedAsItWasLeft() {
    assertThat(recorded.version()).isEqualTo(1);
    assertThat(recorded.isUntouched(TableFiles.of(lake.lakehouse(), STOCK))).isTrue();
    assertThat(damage()).isEmpty();
  }

  @Test
  void isSoundWithCommitsOfARunThatWasKilledBeforeItsRecord() {
    append(3);

    assertThat(recorded.isUntouched(TableFiles.of(lake.lakehouse(), STOCK))).isFalse();
    assertThat(damage()).isEmpty();
  }

  @Test
  void isDamagedWhereACommitWasTruncated() throws IOException {
    Files.newByteChannel(
            folder().resolve("_delta_log/00000000000000000001.json"),
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)
        .close();

    assertThat(damage()).hasValue("its commits up to version 1 are not those recorded");
  }

  @Test
  void isDamagedWhereADataFileIsGoneOrShorter() throws IOException {
    Path data = dataFiles().get(0);
    Files.write(data, new byte[] {1});
    assertThat(damage().orElseThrow())
        .isEqualTo(
            "1 of its data files are missing or of another size (" + data.getFileName() + ")");

    for (Path file : dataFiles()) {
      Files.delete(file);
    }
    assertThat(damage().orElseThrow()).startsWith("2 of its data files are missing");
  }

  @Test
  void isDamagedWhereItWasRemoved() {
    lake.lakehouse().drop(STOCK);

    assertThat(damage()).hasValue("its commits up to version 1 are not those recorded");
    assertThat(lake.lakehouse().version(STOCK)).isEqualTo(-1);
  }

  private Optional<String> damage() {
    return recorded.damage(lake.lakehouse(), STOCK, TableFiles.of(lake.lakehouse(), STOCK));
  }

  private Written append(int version) {
    return lake.lakehouse()
        .append(
            STOCK,
            LakehouseExtension.session()
                .createDataFrame(List.of(RowFactory.create("tea" + version)), STOCK.structType()),
            "test",
            version);
  }

  private Path folder() {
    return Path.of(lake.lakehouse().path(STOCK));
  }

  private List<Path> dataFiles() throws IOException {
    try (var files = Files.list(folder())) {
      return files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList();
    }
  }
}
