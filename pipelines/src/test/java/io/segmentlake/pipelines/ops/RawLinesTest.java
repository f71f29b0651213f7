package io.segmentlake.pipelines.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.BronzeTables;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RawLinesTest {
  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @BeforeEach
  void twoRunsBroughtBrokenLines() {
    ingested(1, "2026-05-01T03:00:00Z");
    ingested(2, "2026-05-20T03:00:00Z");
  }

  @Test
  void forgetsTheTextOfLinesThatCameAMonthAgo() {
    RawLines.Result result = forget("2026-06-01T05:00:00Z");

    assertThat(result.lines()).isEqualTo(1);
    assertThat(result.written().status()).isEqualTo(Written.Status.WRITTEN);
    assertThat(quarantine())
        .containsExactly(
            RowFactory.create(1L, 7L, "no date", null),
            RowFactory.create(2L, 7L, "no date", "a;b"));
    assertThat(forget("2026-06-01T05:00:00Z").written().status())
        .isEqualTo(Written.Status.NO_CHANGE);
  }

  @Test
  void keepsThemForThirtyDays() {
    assertThat(forget("2026-05-31T03:00:00Z").lines()).isZero();
    assertThat(forget("2026-05-31T03:00:01Z").lines()).isEqualTo(1);
    assertThat(forget("2026-06-19T03:00:01Z").lines()).isEqualTo(1);
  }

  private RawLines.Result forget(String now) {
    return new RawLines(lake.lakehouse()).forget(Instant.parse(now));
  }

  private List<Row> quarantine() {
    return lake.lakehouse()
        .read(BronzeTables.QUARANTINE)
        .select("file_id", "line", "reason", "raw")
        .orderBy("file_id")
        .collectAsList();
  }

  private void ingested(long seq, String startedAt) {
    Row line =
        RowFactory.create("demo", "orders", seq, "o.csv", 7L, 1L, "no date", "a;b", "0f", seq);
    Written written =
        lake.lakehouse()
            .append(
                BronzeTables.QUARANTINE,
                LakehouseExtension.session()
                    .createDataFrame(List.of(line), BronzeTables.QUARANTINE.structType()),
                "test",
                seq);
    Instant start = Instant.parse(startedAt);
    new Runs(lake.lakehouse())
        .add(
            List.of(
                new Runs.Entry(
                    "run " + seq,
                    "ingest",
                    LocalDate.parse("2026-04-30"),
                    start,
                    BigDecimal.ONE,
                    "inputs",
                    seq,
                    List.of(written),
                    List.of())));
  }
}
