package io.segmentlake.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.jobs.LocalSession;
import io.segmentlake.pipelines.DataCheckException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Comparison comparison =
      new Comparison("the features", List.of("customer"), List.of("orders", "group_name"));

  @Test
  void takesRowsInAnyOrderAndNullsAsEqual() {
    assertThat(
            comparison.same(
                table(row("1", 2L, "loyal"), row("2", 0L, null)),
                table(row("2", 0L, null), row("1", 2L, "loyal"))))
        .isEqualTo(2);
  }

  @Test
  void namesTheColumnsThatDifferAndTheirRows() {
    assertThatThrownBy(
            () ->
                comparison.same(
                    table(row("1", 2L, "loyal"), row("2", 0L, null), row("3", 1L, "recent")),
                    table(row("1", 3L, "loyal"), row("2", 0L, "recent"), row("3", 2L, "recent"))))
        .isInstanceOf(DataCheckException.class)
        .hasMessage(
            "Cannot compare times: the features and DuckDB's differ (2 rows with another orders,"
                + " 1 rows with another group_name). Only equal results are measured.");
  }

  @Test
  void countsRowsThatOneSideHasAlone() {
    assertThatThrownBy(
            () ->
                comparison.same(
                    table(row("1", 2L, "loyal"), row("2", 0L, null)),
                    table(row("1", 2L, "loyal"), row("3", 0L, null), row("4", 0L, null))))
        .hasMessageContaining("(1 rows that DuckDB has not, 2 rows that only DuckDB has)");
  }

  @Test
  void findsRowsThatComeTwice() {
    assertThatThrownBy(
            () ->
                comparison.same(
                    table(row("1", 2L, "loyal"), row("1", 2L, "loyal")),
                    table(row("1", 2L, "loyal"))))
        .hasMessageContaining("1 rows that come again");
  }

  @Test
  void doesNotTakeNothingForEqual() {
    assertThatThrownBy(() -> comparison.same(table(), table()))
        .isInstanceOf(DataCheckException.class)
        .hasMessageContaining("the features have no rows");
  }

  private static Row row(Object... values) {
    return RowFactory.create(values);
  }

  private static Dataset<Row> table(Row... rows) {
    return LocalSession.open()
        .createDataFrame(
            List.of(rows), StructType.fromDDL("customer string, orders bigint, group_name string"));
  }
}
