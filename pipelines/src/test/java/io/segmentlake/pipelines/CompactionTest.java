package io.segmentlake.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CompactionTest {
  private static final Table SALES =
      Table.of(
              "silver.sales",
              "One row per sale.",
              Column.of("sale_id", "bigint", "The sale"),
              Column.of("event_month", "string", "Its month"))
          .partitionedBy("event_month");

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void putsTheFilesOfAPartitionTogetherThatHasManySmallOnes() {
    for (long sale = 1; sale <= 10; sale++) {
      append(sale, sale <= Compaction.FEW ? "2026-05" : "2026-06");
    }
    append(11, "2026-05");
    ContentHash before = ContentHash.of(lake.lakehouse().read(SALES));
    assertThat(filesByPartition())
        .containsExactly(
            Map.entry("event_month=2026-05", 9L), Map.entry("event_month=2026-06", 2L));

    Compaction.Result result = new Compaction(lake.lakehouse()).compact(SALES);

    assertThat(result.written().status()).isEqualTo(Written.Status.WRITTEN);
    assertThat(result.before()).isEqualTo(11);
    assertThat(result.after()).isEqualTo(3);
    assertThat(filesByPartition())
        .containsExactly(
            Map.entry("event_month=2026-05", 1L), Map.entry("event_month=2026-06", 2L));
    assertThat(ContentHash.of(lake.lakehouse().read(SALES))).isEqualTo(before);
    assertThat(lake.lakehouse().appliedThrough(SALES, "test")).isEqualTo(11);
  }

  @Test
  void leavesATableAloneThatHasFewFiles() {
    for (long sale = 1; sale <= Compaction.FEW; sale++) {
      append(sale, "2026-05");
    }
    long version = lake.lakehouse().version(SALES);

    assertThat(new Compaction(lake.lakehouse()).compact(SALES))
        .isEqualTo(new Compaction.Result(Written.unchanged(SALES, version), 8, 8));
    assertThat(lake.lakehouse().version(SALES)).isEqualTo(version);
  }

  @Test
  void doesNothingTwice() {
    for (long sale = 1; sale <= 9; sale++) {
      append(sale, "2026-05");
    }
    Compaction compaction = new Compaction(lake.lakehouse());

    assertThat(compaction.compact(SALES).after()).isEqualTo(1);
    assertThat(compaction.compact(SALES).written().status()).isEqualTo(Written.Status.NO_CHANGE);
  }

  @Test
  void hasNothingToDoForATableThatWasNeverWritten() {
    assertThat(new Compaction(lake.lakehouse()).compact(SALES))
        .isEqualTo(new Compaction.Result(Written.unchanged(SALES, -1), 0, 0));
  }

  private void append(long sale, String month) {
    lake.lakehouse()
        .append(
            SALES,
            LakehouseExtension.session()
                .createDataFrame(List.of(RowFactory.create(sale, month)), SALES.structType()),
            "test",
            sale);
  }

  private Map<String, Long> filesByPartition() {
    return lake.lakehouse().liveFiles(SALES).keySet().stream()
        .collect(
            Collectors.groupingBy(
                file -> file.substring(0, file.indexOf('/')), TreeMap::new, Collectors.counting()));
  }
}
