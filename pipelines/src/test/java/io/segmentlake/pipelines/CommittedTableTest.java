package io.segmentlake.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommittedTableTest {
  private static final Table KINDS =
      Table.of(
              "ops.kinds_test",
              "One row per number and period.",
              Column.of("number", "bigint", "A long"),
              Column.of("small", "int", "An integer"),
              Column.of("text", "string", "A text"),
              Column.of("is_even", "boolean", "A boolean"),
              Column.of("share", "double", "A double"),
              Column.of("amount", "decimal(18,4)", "A decimal"),
              Column.of("day", "date", "A date"),
              Column.of("at", "timestamp", "An instant"),
              Column.of("tags", "array<string>", "A list"),
              Column.of(
                  "parts", "array<struct<name: string, size: decimal(38,0)>>", "Nested values"),
              Column.of("known_to", "bigint", "Null while it holds"),
              Column.of("month", "string", "A partition"))
          .partitionedBy("month");

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void readsTheRowsThatSparkReads() {
    Lakehouse lakehouse = lake.lakehouse();
    lakehouse.append(KINDS, rows(), "test", 7);
    Dataset<Row> close =
        LakehouseExtension.session()
            .sql("select 3L as number, 9L as known_to, '2' as " + Lakehouse.LIES_IN);
    lakehouse.insertAndClose(
        KINDS, rows().where("number = 4"), close, List.of("number"), List.of("known_to"));

    List<Row> read = lakehouse.read(KINDS).collectAsList();

    assertThat(read).hasSize(7).anyMatch(row -> Long.valueOf(9).equals(row.getAs("known_to")));
    assertThat(lakehouse.rows(KINDS)).containsExactlyInAnyOrderElementsOf(read);
    assertThat(lakehouse.rows(KINDS).get(0).schema()).isEqualTo(KINDS.structType());
    assertThat(lakehouse.version(KINDS)).isEqualTo(1);
    assertThat(lakehouse.appliedThrough(KINDS, "test")).isEqualTo(7);
    assertThat(lakehouse.appliedThrough(KINDS, "another")).isEqualTo(-1);
  }

  @Test
  void readsSomeColumnsOfSomeRow() {
    assertThat(lake.lakehouse().anyRow(KINDS, "small")).isEmpty();
    lake.lakehouse().append(KINDS, rows().where("number = 4"), "test", 1);

    Row any = lake.lakehouse().anyRow(KINDS, "amount", "number").orElseThrow();

    assertThat(any.schema().fieldNames()).containsExactly("amount", "number");
    assertThat(any.<Long>getAs("number")).isEqualTo(4);
    assertThat(any.getDecimal(0)).isEqualByComparingTo("2");
  }

  @Test
  void tellsByStatisticsWhetherAllRowsAreEarlier() {
    Lakehouse lakehouse = lake.lakehouse();
    lakehouse.append(KINDS, rows().where("number < 5"), "test", 1);
    Instant last = Instant.EPOCH.plusNanos(4 * 123_456_789_000L - 5_000);

    assertThat(lakehouse.hasNothingAfter(KINDS, "at", last.plusMillis(1))).isTrue();
    assertThat(lakehouse.hasNothingAfter(KINDS, "at", last.minusNanos(1_000))).isFalse();

    lakehouse.append(KINDS, rows().where("number = 5"), "test", 2);

    assertThat(lakehouse.hasNothingAfter(KINDS, "at", last.plusMillis(1)))
        .as("a file whose statistics do not tell")
        .isFalse();
  }

  @Test
  void tellsTheFilesThatSparkReads() {
    lake.lakehouse().append(KINDS, rows(), "test", 1);

    Map<String, Long> files = lake.lakehouse().liveFiles(KINDS);

    assertThat(files.keySet())
        .map(file -> lake.lakehouse().path(KINDS) + "/" + file)
        .containsExactlyInAnyOrder(
            Arrays.stream(
                    LakehouseExtension.session()
                        .read()
                        .format("delta")
                        .load(lake.lakehouse().path(KINDS))
                        .inputFiles())
                .map(file -> URI.create(file).getPath())
                .toArray(String[]::new));
    assertThat(files.values()).allMatch(bytes -> bytes > 0);
  }

  /** Numbers 0 to 5; nothing but nulls for 5. */
  private static Dataset<Row> rows() {
    return LakehouseExtension.session()
        .sql(
            """
            select id as number, cast(id as int) as small, 'nr ' || id as text,
              id % 2 = 0 as is_even, id / 3 as share, cast(id / 2 as decimal(18,4)) as amount,
              date_add(date'1969-12-30', cast(id as int)) as day,
              timestamp_micros(id * 123456789 - 5) as at,
              array('a', null, 'b' || id) as tags,
              array(named_struct('name', 'n' || id, 'size', cast(id as decimal(38,0))),
                named_struct('name', null, 'size', cast(null as decimal(38,0)))) as parts,
              cast(null as bigint) as known_to, cast(id % 3 + 2 as string) as month
            from range(5)
            union all
            select 5, null, null, null, null, null, null, null, null, null, null, '2'
            """);
  }
}
