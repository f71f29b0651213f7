package io.segmentlake.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Few rows are written by Delta's kernel, many by Spark: nobody can tell which it was. */
class FewRowsTest {
  private static final Table KINDS =
      Table.of(
              "ops.written_test",
              "One row per number and run.",
              Column.of("number", "bigint", "A long"),
              Column.of("small", "int", "An integer"),
              Column.of("text", "string", "A text"),
              Column.of("is_even", "boolean", "A boolean"),
              Column.of("share", "double", "A double"),
              Column.of("amount", "decimal(18,4)", "A decimal"),
              Column.of("total", "decimal(28,4)", "A decimal that no long holds"),
              Column.of("day", "date", "A date"),
              Column.of("at", "timestamp", "An instant"),
              Column.of("days", "array<date>", "A list"),
              Column.of("parts", "array<struct<name: string, size: decimal(38,0)>>", "Nested"),
              Column.of("known_to", "bigint", "Null while it holds"),
              Column.of("month", "string", "A partition"))
          .partitionedBy("month");

  private static final String FACTORY = "spark.sql.codegen.factoryMode";

  @RegisterExtension final LakehouseExtension kernel = new LakehouseExtension();
  @RegisterExtension final LakehouseExtension spark = new LakehouseExtension();

  @Test
  void areAppended() {
    same(lake -> lake.append(KINDS, rows(0, 6), "test", 1));
    same(lake -> lake.append(KINDS, rows(6, 9), "test", 2));
    same(lake -> lake.append(KINDS, rows(6, 9), "test", 2));
    same(lake -> lake.append(KINDS, rows(9, 9), "test", 3));

    assertThat(spark.lakehouse().version(KINDS)).isEqualTo(1);
    assertThat(spark.lakehouse().appliedThrough(KINDS, "test")).isEqualTo(2);
    assertThat(kernel.lakehouse().appliedThrough(KINDS, "test")).isEqualTo(2);
  }

  @Test
  void takeThePlaceOfAllOrSome() {
    same(lake -> lake.append(KINDS, rows(0, 6), "test", 1));
    same(lake -> lake.replace(KINDS, rows(4, 8)));
    same(lake -> lake.replaceWhere(KINDS, "number = 8", rows(8, 9)));
    same(lake -> lake.replaceWhere(KINDS, "number >= 7", rows(7, 8)));
    same(lake -> lake.replace(KINDS, rows(0, 0)));
  }

  @Test
  void closeOthers() {
    same(lake -> lake.append(KINDS, rows(0, 6), "test", 1));
    same(
        lake ->
            insertAndClose(lake, rows(6, 7), "select 3L as number, 7 as known_to, '2' as lies_in"));
    same(
        lake ->
            insertAndClose(
                lake,
                rows(0, 0),
                "select id as number, 8L as known_to, cast(id % 3 + 2 as string) as lies_in"
                    + " from range(2, 5)"));
    same(
        lake ->
            insertAndClose(
                lake, rows(5, 6), "select 99L as number, 9L as known_to, '4' as lies_in"));

    assertThat(spark.lakehouse().read(KINDS).where("known_to = 8").count()).isEqualTo(2);
  }

  @Test
  void haveTheStatisticsThatReadersSkipFilesBy() {
    both(lake -> lake.append(KINDS, rows(0, 1), "test", 1));
    both(lake -> lake.append(KINDS, rows(1, 5), "test", 2));
    Instant last = Instant.EPOCH.plusNanos(4 * 123_456_789_000L - 5_000);

    for (Lakehouse lake : List.of(kernel.lakehouse(), spark.lakehouse())) {
      assertThat(lake.hasNothingAfter(KINDS, "at", last.plusMillis(1))).isTrue();
      assertThat(lake.hasNothingAfter(KINDS, "at", last.minusMillis(1))).isFalse();
      assertThat(lake.mayHaveNulls(KINDS, "small")).isFalse();
      assertThat(lake.mayHaveNulls(KINDS, "known_to")).isTrue();
    }
  }

  @Test
  void leaveNothingPersonalInTheLog() throws IOException {
    Table restricted = KINDS.restricted();
    both(lake -> lake.append(restricted, rows(0, 1), "test", 1));
    both(lake -> lake.append(restricted, rows(1, 5), "test", 2));

    Path log = Path.of(kernel.lakehouse().path(restricted), "_delta_log");
    try (Stream<Path> commits = Files.list(log)) {
      for (Path commit : commits.filter(f -> f.toString().endsWith(".json")).toList()) {
        assertThat(commit).content().doesNotContain("nr 3").contains("\"add\"");
      }
    }
  }

  private static Written insertAndClose(Lakehouse lake, Dataset<Row> inserts, String closes) {
    return lake.insertAndClose(
        KINDS,
        inserts,
        LakehouseExtension.session().sql(closes),
        List.of("number"),
        List.of("known_to"));
  }

  /** Does the same in both ways, and compares what came of it and all rows there are. */
  private void same(Function<Lakehouse, Written> work) {
    Written few = work.apply(kernel.lakehouse());
    Written many = bySpark(() -> work.apply(spark.lakehouse()));
    assertThat(few.rows()).isEqualTo(many.rows());
    assertThat(few.content().hash()).isEqualByComparingTo(many.content().hash());
    List<String> expected = texts(spark.lakehouse().read(KINDS));
    assertThat(texts(kernel.lakehouse().read(KINDS))).isEqualTo(expected);
    assertThat(texts(kernel.lakehouse().rows(KINDS))).isEqualTo(expected);
    assertThat(texts(delta(kernel.lakehouse()))).as("as Delta reads it").isEqualTo(expected);
  }

  private void both(Function<Lakehouse, Written> work) {
    assertThat(work.apply(kernel.lakehouse()).rows())
        .isEqualTo(bySpark(() -> work.apply(spark.lakehouse())).rows());
  }

  private static <T> T bySpark(Supplier<T> work) {
    LakehouseExtension.session().conf().set(FACTORY, "FALLBACK");
    try {
      return work.get();
    } finally {
      LakehouseExtension.session().conf().set(FACTORY, "NO_CODEGEN");
    }
  }

  private static Dataset<Row> delta(Lakehouse lake) {
    return LakehouseExtension.session().read().format("delta").load(lake.path(KINDS));
  }

  private static List<String> texts(Dataset<Row> rows) {
    return texts(rows.collectAsList());
  }

  private static List<String> texts(List<Row> rows) {
    // Spark and the kernel have different sequences for lists.
    return rows.stream().map(row -> row.toString().replace("ArraySeq(", "List(")).sorted().toList();
  }

  /** Rows of some numbers; of 5 nothing but nulls. */
  private static Dataset<Row> rows(int from, int to) {
    return LakehouseExtension.session()
        .sql(
            """
            select id as number, if(id = 5, null, cast(id as int)) as small,
              if(id = 5, null, 'nr ' || id) as text, if(id = 5, null, id %% 2 = 0) as is_even,
              if(id = 5, null, id / 3) as share,
              if(id = 5, null, cast(id / 2 as decimal(18,4))) as amount,
              if(id = 5, null, cast(id as decimal(28,4)) * 100000000000000000000) as total,
              if(id = 5, null, date_add(date'1969-12-30', cast(id as int))) as day,
              if(id = 5, null, timestamp_micros(id * 123456789 - 5)) as at,
              if(id = 5, null, array(date'1969-12-30', null, date_add(date'2026-01-01', cast(id as int))))
                as days,
              if(id = 5, null, array(named_struct('name', 'n' || id, 'size', cast(id as decimal(38,0))),
                named_struct('name', null, 'size', cast(null as decimal(38,0))), null)) as parts,
              cast(null as bigint) as known_to, cast(id %% 3 + 2 as string) as month
            from range(%d, %d)
            """
                .formatted(from, to));
  }
}
