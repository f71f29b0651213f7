package io.segmentlake.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import scala.jdk.javaapi.CollectionConverters;

class CommittedFilesTest {
  private static final int COMMITS = 3;
  private static final List<String> FILTERS =
      List.of(
          "true",
          "visit = 35",
          "visit in (1, 118, 4711)",
          "visit > 40 and visit <= 52",
          "not (visit between 20 and 100)",
          "page is null",
          "page = 'page 77'",
          "page like '%7'",
          "amount >= 58.5",
          "at >= timestamp'1970-01-02 20:00:00.123457'",
          "at = timestamp'1970-01-03 03:20:00.123456'",
          "day < date'1970-01-20' or visit = 119",
          "place = 'a/b=c %25'",
          "place is null",
          "place is null and number = 1",
          "place <=> null or visit = 3",
          "left_after = 3 or visit = 0",
          "number > 0",
          "number + 1 = 2 and visit % 7 = 0",
          "concat(place, number) = 'žluťoučký0'",
          "place = page",
          "number = visit",
          "false");
  private static final Table VISITS =
      Table.of(
              "ops.visits_test",
              "One row per visit.",
              Column.of("visit", "bigint", "A long"),
              Column.of("page", "string", "A text"),
              Column.of("amount", "decimal(18,4)", "A decimal"),
              Column.of("at", "timestamp", "An instant"),
              Column.of("day", "date", "A date"),
              Column.of("left_after", "bigint", "Null but for one visit"),
              Column.of("place", "string", "A partition with names that no folder can have"),
              Column.of("number", "int", "A partition of numbers"))
          .partitionedBy("place", "number");

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @BeforeEach
  void fill() {
    for (int commit = 0; commit < COMMITS; commit++) {
      lake.lakehouse().append(VISITS, visits(commit), "test", commit + 1);
    }
  }

  @Test
  void keepsTheRowsThatDeltaKeeps() {
    for (String filter : FILTERS) {
      assertThat(lake.lakehouse().read(VISITS).where(filter).collectAsList())
          .as(filter)
          .containsExactlyInAnyOrderElementsOf(delta().where(filter).collectAsList())
          .hasSize((int) visits().where(filter).count());
    }
  }

  @Test
  void opensTheFilesThatCanHoldSuchRows() {
    assertThat(scanned("true")).isEqualTo(files());
    assertThat(files()).isEqualTo(6L * COMMITS);
    assertThat(scanned("visit = 0")).isEqualTo(1);
    assertThat(scanned("place is null")).isEqualTo(2L * COMMITS);
    assertThat(scanned("number = 0 and place is null and visit >= 40")).isEqualTo(COMMITS - 1);
    assertThat(scanned("page like '%7'")).isEqualTo(files());
    assertThat(scanned("left_after = 3 or visit = 0")).isEqualTo(2);
  }

  @Test
  void findsThemWithoutAnyJob() throws Exception {
    SparkContext context = LakehouseExtension.session().sparkContext();
    AtomicInteger jobs = new AtomicInteger();
    SparkListener counting =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            jobs.incrementAndGet();
          }
        };
    context.listenerBus().waitUntilEmpty();
    context.addSparkListener(counting);
    try {
      scanned("visit = 35 and number = 1");
      context.listenerBus().waitUntilEmpty();
      assertThat(jobs).hasValue(0);
      lake.lakehouse().read(VISITS).where("visit = 35").collectAsList();
      context.listenerBus().waitUntilEmpty();
      assertThat(jobs).as("the read itself").hasValue(1);
    } finally {
      context.removeSparkListener(counting);
    }
  }

  @Test
  void aReadHoldsItsVersion() {
    Dataset<Row> before = lake.lakehouse().read(VISITS);
    lake.lakehouse().replace(VISITS, visits(COMMITS));

    assertThat(before.count()).isEqualTo(40L * COMMITS);
    assertThat(lake.lakehouse().read(VISITS).count()).isEqualTo(40);
  }

  /** What a run holds of a table serves each later read of the same version, and no other. */
  @Test
  void heldRowsServeReadsOfTheSameVersion() {
    Dataset<Row> held = lake.lakehouse().read(VISITS).persist();
    try {
      assertThat(plan(lake.lakehouse().read(VISITS))).contains("InMemoryTableScan");
      lake.lakehouse().append(VISITS, visits(COMMITS), "test", COMMITS + 1);
      assertThat(plan(lake.lakehouse().read(VISITS))).doesNotContain("InMemoryTableScan");
    } finally {
      held.unpersist();
    }
  }

  private static String plan(Dataset<Row> rows) {
    return rows.queryExecution().executedPlan().toString();
  }

  private long scanned(String filter) {
    SparkPlan plan = lake.lakehouse().read(VISITS).where(filter).queryExecution().executedPlan();
    return CollectionConverters.asJava(plan.collectLeaves()).stream()
        .map(FileSourceScanExec.class::cast)
        .mapToLong(scan -> scan.selectedPartitions().totalNumberOfFiles())
        .sum();
  }

  private long files() {
    return lake.lakehouse().liveFiles(VISITS).size();
  }

  private Dataset<Row> delta() {
    return LakehouseExtension.session().read().format("delta").load(lake.lakehouse().path(VISITS));
  }

  private static Dataset<Row> visits() {
    Dataset<Row> all = visits(0);
    for (int commit = 1; commit < COMMITS; commit++) {
      all = all.union(visits(commit));
    }
    return all;
  }

  /** Forty visits, twenty minutes and as many days apart. */
  private static Dataset<Row> visits(int commit) {
    return LakehouseExtension.session()
        .sql(
            """
            select id as visit, nullif('page ' || id, 'page 50') as page,
              cast(id / 2 as decimal(18,4)) as amount,
              timestamp_micros(id * 1200000000 + 123456) as at,
              date_add(date'1970-01-01', cast(id as int)) as day,
              if(id = 7, 3, null) as left_after,
              case cast(id / 10 as int) %% 3 when 0 then 'a/b=c %%25' when 1 then 'žluťoučký' end
                as place,
              cast(id %% 2 as int) as number
            from range(%d, %d)
            """
                .formatted(commit * 40, commit * 40 + 40));
  }
}
