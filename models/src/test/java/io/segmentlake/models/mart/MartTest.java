package io.segmentlake.models.mart;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MartTest {
  /** Dashboards depend on each line: lines are added here, and none is ever changed or removed. */
  private static final String COLUMNS = "columns.txt";

  @Test
  void hasTheColumnsThatItEverHad() throws IOException {
    try (InputStream in = Objects.requireNonNull(MartTest.class.getResourceAsStream(COLUMNS))) {
      List<String> promised =
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(columns()).containsExactlyElementsOf(promised);
    }
  }

  @Test
  void saysOfEachColumnWhatItIs() {
    assertThat(Mart.views().stream().flatMap(v -> v.table().columns().stream()))
        .allSatisfy(column -> assertThat(column.about()).hasSizeGreaterThan(5));
  }

  @Test
  void isOpen() {
    assertThat(Mart.views())
        .allSatisfy(view -> assertThat(view.table().access()).isEqualTo(Table.Access.OPEN))
        .allSatisfy(view -> assertThat(view.table().schema()).isEqualTo("mart"));
  }

  private static List<String> columns() {
    return Mart.views().stream().map(MartView::table).flatMap(MartTest::columns).toList();
  }

  private static Stream<String> columns(Table table) {
    return table.columns().stream().map(column -> line(table, column));
  }

  private static String line(Table table, Column column) {
    return table.fullName() + "." + column.name() + " " + column.type().catalogString();
  }
}
