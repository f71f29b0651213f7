package io.segmentlake.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LakehouseTest {
  private static final Table STOCK =
      Table.of(
          "silver.stock_test",
          "One row per product.",
          Column.of("product_id", "string", "Product"),
          Column.of("quantity", "int", "Pieces"),
          Column.of("arrived_seq", "bigint", "Run"),
          Column.of("superseded_seq", "bigint", "Run that replaced it"));

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void readsATableNeverWrittenAsNoRowsOfItsContract() {
    assertThat(lake.lakehouse().read(STOCK).schema().fieldNames())
        .containsExactly("product_id", "quantity", "arrived_seq", "superseded_seq");
    assertThat(lake.lakehouse().version(STOCK)).isEqualTo(-1);
  }

  @Test
  void appendsABatchOnce() {
    Written first = append(1, row("tea", 3, 1L, null), row("milk", null, 1L, null));
    Written again = append(1, row("tea", 3, 1L, null), row("milk", null, 1L, null));

    assertThat(first.status()).isEqualTo(Written.Status.WRITTEN);
    assertThat(first.rows()).isEqualTo(2);
    assertThat(again.status()).isEqualTo(Written.Status.NO_CHANGE);
    assertThat(lake.lakehouse().read(STOCK).collectAsList())
        .containsExactlyInAnyOrder(row("tea", 3, 1L, null), row("milk", null, 1L, null));
  }

  @Test
  void observesTheSameHashThatReadingGives() {
    Written written = append(1, row("tea", 3, 1L, null), row("milk", null, 1L, null));

    assertThat(written.content()).isEqualTo(ContentHash.of(lake.lakehouse().read(STOCK)));
  }

  @Test
  void commitsNothingForNoRows() {
    append(1, row("tea", 3, 1L, null));
    Written empty = append(2);

    assertThat(empty.rows()).isZero();
    assertThat(empty.status()).isEqualTo(Written.Status.EMPTY);
    assertThat(lake.lakehouse().version(STOCK)).isZero();
  }

  @Test
  void closesAndInsertsInOneCommit() {
    append(1, row("tea", 3, 1L, null), row("milk", 1, 1L, null));
    lake.lakehouse()
        .insertAndClose(
            STOCK,
            rows(row("tea", 5, 2L, null)),
            rows(row("tea", null, 1L, 2L)).select("product_id", "arrived_seq", "superseded_seq"),
            List.of("product_id", "arrived_seq"),
            List.of("superseded_seq"));

    assertThat(lake.lakehouse().version(STOCK)).isEqualTo(1);
    assertThat(lake.lakehouse().read(STOCK).collectAsList())
        .containsExactlyInAnyOrder(
            row("tea", 3, 1L, 2L), row("milk", 1, 1L, null), row("tea", 5, 2L, null));
  }

  @Test
  void changesTheHashForAnySwappedNullOrDuplicatedRow() {
    ContentHash base = ContentHash.of(rows(row("tea", null, 1L, null), row("a", 1, 1L, null)));

    assertThat(ContentHash.of(rows(row("a", 1, 9L, 9L), row("tea", null, 9L, null))))
        .isEqualTo(base);
    assertThat(ContentHash.of(rows(row("tea", 0, 1L, null), row("a", 1, 1L, null))))
        .isNotEqualTo(base);
    assertThat(ContentHash.of(rows(row(null, null, 1L, null), row("a", 1, 1L, null))))
        .isNotEqualTo(base);
    assertThat(
            ContentHash.of(
                rows(row("tea", null, 1L, null), row("a", 1, 1L, null), row("a", 1, 1L, null))))
        .isNotEqualTo(base);
  }

  /** The contract gets a column: what was written before has none, and all goes on. */
  @Test
  void givesAnOlderTableTheColumnsThatItsContractGot() {
    append(1, row("tea", 3, 1L, null), row("milk", 1, 1L, null));
    List<Column> columns = new ArrayList<>(STOCK.columns());
    columns.add(2, Column.of("price", "decimal(18,4)", "Price"));
    Table wider = new Table("silver", "stock_test", "", columns, List.of(), STOCK.access());
    BigDecimal price = new BigDecimal("9.5000");

    assertThat(lake.lakehouse().read(wider).where("price is null").collectAsList())
        .containsExactlyInAnyOrder(row("tea", 3, null, 1L, null), row("milk", 1, null, 1L, null));

    lake.lakehouse()
        .insertAndClose(
            wider,
            rows(wider, row("tea", 5, price, 2L, null)),
            rows(row("tea", null, 1L, 2L)).select("product_id", "arrived_seq", "superseded_seq"),
            List.of("product_id", "arrived_seq"),
            List.of("superseded_seq"));
    lake.lakehouse().append(wider, rows(wider, row("jam", 1, price, 3L, null)), "test", 3);

    assertThat(lake.lakehouse().read(wider).collectAsList())
        .containsExactlyInAnyOrder(
            row("tea", 3, null, 1L, 2L),
            row("milk", 1, null, 1L, null),
            row("tea", 5, price, 2L, null),
            row("jam", 1, price, 3L, null));
    assertThat(lake.lakehouse().rows(wider)).hasSize(4);
    assertThat(lake.lakehouse().version(wider)).as("one commit more, for the column").isEqualTo(3);
  }

  private static Dataset<Row> rows(Table table, Row... rows) {
    return LakehouseExtension.session().createDataFrame(Arrays.asList(rows), table.structType());
  }

  private Written append(long version, Row... rows) {
    return lake.lakehouse().append(STOCK, rows(rows), "test", version);
  }

  private static Dataset<Row> rows(Row... rows) {
    return LakehouseExtension.session().createDataFrame(Arrays.asList(rows), STOCK.structType());
  }

  private static Row row(Object... values) {
    return RowFactory.create(values);
  }
}
