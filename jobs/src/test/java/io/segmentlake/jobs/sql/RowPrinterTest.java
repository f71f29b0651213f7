package io.segmentlake.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.LocalSession;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RowPrinterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final RowPrinter printer =
      new RowPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void printsATable() {
    assertThat(printer.print(rows(), OutputFormat.TABLE, 10)).isFalse();
    assertThat(printed())
        .isEqualTo(
            """
            name                  id  amount  seen_at
            ────  ──────────────────  ──────  ───────────────────
            tea   123456789012345678    0.50  2026-06-30 22:00:00
            "x,                   -1
            """);
  }

  @Test
  void printsCsv() {
    assertThat(printer.print(rows(), OutputFormat.CSV, 10)).isFalse();
    assertThat(printed())
        .isEqualTo(
            """
            name,id,amount,seen_at
            tea,123456789012345678,0.50,2026-06-30 22:00:00
            "\""x,",-1,,
            """);
  }

  @Test
  void printsOneObjectALine() {
    printer.print(rows().drop("amount"), OutputFormat.JSON, 10);
    assertThat(printed())
        .isEqualTo(
            """
            {"name":"tea","id":123456789012345678,"seen_at":"2026-06-30T22:00:00.000Z"}
            {"name":"\\"x,","id":-1,"seen_at":null}
            """);
  }

  @Test
  void tellsThatThereIsMore() {
    for (OutputFormat format : OutputFormat.values()) {
      assertThat(printer.print(rows(), format, 1)).as(format.name()).isTrue();
      assertThat(printer.print(rows(), format, 2)).as(format.name()).isFalse();
    }
  }

  @Test
  void printsColumnsOfOneName() {
    printer.print(rows().sparkSession().sql("select 1 as a, 2 as a"), OutputFormat.CSV, 10);
    assertThat(printed()).isEqualTo("a,a\n1,2\n");
  }

  private static Dataset<Row> rows() {
    return LocalSession.open()
        .sql(
            "select * from values"
                + " ('tea', 123456789012345678L, 0.50, timestamp'2026-06-30 22:00:00'),"
                + " ('\"x,', -1L, null, null) as t(name, id, amount, seen_at)");
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
