package io.segmentlake.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Schedule;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.models.sql.SqlTables;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.sql.LakehouseTables;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableListTest {
  private final SqlTables tables = LakehouseTables.all();

  @Test
  void hasAllTablesThatJobsReadOrWrite() {
    assertThat(LakehouseTables.stored())
        .extracting(Table::fullName)
        .doesNotHaveDuplicates()
        .containsAll(
            Schedule.all().ordered().stream()
                .flatMap(TableListTest::tables)
                .map(Table::fullName)
                .toList());
  }

  private static Stream<Table> tables(Job job) {
    return Stream.concat(job.reads().stream(), job.writes().stream());
  }

  @Test
  void leavesOutWhatHoldsPersonalData() {
    assertThat(TableList.of(tables, ""))
        .contains("mart.segment_sizes", "silver.orders")
        .doesNotContain("contacts", "quarantine", "identities");
  }

  @Test
  void showsColumnsWithWhatTheyMean() {
    assertThat(TableList.of(tables, "mart.segment_sizes"))
        .startsWith("mart.segment_sizes: One row per segment, version and business date evaluated.")
        .containsPattern("members +bigint +Persons in the segment");
    assertThat(TableList.of(tables, "Segments")).contains("segments.membership:");
    assertThatThrownBy(() -> TableList.of(tables, "silver.contacts"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("Cannot show 'silver.contacts': there is no such schema or table");
  }
}
