package io.segmentlake.pipelines.sql;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.models.mart.Mart;
import io.segmentlake.models.mart.MartView;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.sql.RefusedStatementException;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.FilledRows;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.segments.SegmentTables;
import io.segmentlake.pipelines.silver.SilverTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session beside the one of all other tests, in which SQL can only read. */
class ReadOnlySqlTest {
  private static final SparkSession USUAL = LakehouseExtension.session();
  private static final Map<String, String> BEFORE = new HashMap<>();
  private static SparkSession reading;
  private static Lakehouse lakehouse;

  @TempDir static Path folder;

  @BeforeAll
  static void open() {
    // Its state is made at its first statement, and must not have the settings that follow.
    USUAL.sql("select 1");
    lakehouse = Lakehouse.open(USUAL, folder.toString());
    SparkConf conf = USUAL.sparkContext().conf();
    ReadOnlySql.settings(folder.toString(), true)
        .forEach(
            (key, value) -> {
              BEFORE.put(key, conf.get(key, null));
              conf.set(key, value);
            });
    SparkSession.clearActiveSession();
    SparkSession.clearDefaultSession();
    reading = SparkSession.builder().getOrCreate();
    SqlCatalogue.declare(reading);
    SparkSession.setDefaultSession(USUAL);
    SparkSession.setActiveSession(USUAL);
  }

  @AfterAll
  static void close() {
    SparkConf conf = USUAL.sparkContext().conf();
    BEFORE.forEach((key, value) -> restore(conf, key, value));
    SparkSession.setDefaultSession(USUAL);
    SparkSession.setActiveSession(USUAL);
  }

  private static void restore(SparkConf conf, String key, String value) {
    if (value == null) {
      conf.remove(key);
    } else {
      conf.set(key, value);
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  void givesTheColumnsThatTheMartPromises(MartView view) {
    Dataset<Row> rows = reading.sql("select * from " + view.table());
    assertThat(rows.schema().fields())
        .extracting(field -> field.name() + " " + field.dataType().catalogString())
        .containsExactlyElementsOf(
            view.table().columns().stream()
                .map(column -> column.name() + " " + column.type().catalogString())
                .toList());
    rows.collectAsList();
  }

  static List<MartView> views() {
    return Mart.views();
  }

  @Test
  void addsUpTheDaysOfSales() {
    write(
        SilverTables.ORDERS,
        """
        select * from values
          ('a', 1L,   date'2026-06-01', '2026-06', true,  'order',        100.0, 40.0, null),
          ('b', 1L,   date'2026-06-01', '2026-06', true,  'order',         50.0, null, null),
          ('c', null, date'2026-06-01', '2026-06', true,  'order',         30.0, 10.0, null),
          ('d', 2L,   date'2026-06-01', '2026-06', false, 'cancellation', -20.0, -5.0, null),
          ('e', 2L,   date'2026-06-01', '2026-06', false, 'adjustment',   -99.0, -9.0, null),
          ('f', 2L,   date'2026-06-01', '2026-06', true,  'order',        999.0,  9.0, 7L)
          as o(order_id, customer_id, event_on, event_month, is_counted, kind, gross_amount,
            margin_amount, superseded_seq)
        """);
    write(
        SilverTables.REFUNDS,
        """
        select * from values
          ('x', 1L, date'2026-06-01', '2026-06', 10.0, 4.0),
          ('y', 1L, date'2026-06-02', '2026-06', 25.0, null)
          as r(refund_id, customer_id, event_on, event_month, refund_amount, refund_cost)
        """);
    assertThat(texts("select * from mart.daily_sales order by 1"))
        .containsExactly(
            // 100 + 50 + 30 − 20 − 10; margin 40 + 10 − 5 + (4 − 10); the order b has none.
            "2026-06-01|2026-06|3|1|150.0000|30.0000|10.0000|39.0000|1|60.0000",
            "2026-06-02|2026-06|0|0|-25.0000|0.0000|25.0000|-25.0000|0|null");
  }

  @Test
  void showsMembersOfNowByTheirWrittenIds() {
    long person = 0xF123456789ABCDEFL;
    write(
        SegmentTables.MEMBERSHIP,
        """
        select * from values
          ('vip', 1, %1$dL, timestamp'2026-06-01', null, 1L, null, true),
          ('vip', 1, 5L, timestamp'2026-06-01', timestamp'2026-06-02', 1L, null, false),
          ('vip', 1, 6L, timestamp'2026-06-01', null, 1L, 2L, false)
          as m(segment_id, version, customer_id, valid_from, valid_to, known_from, known_to, is_open)
        """
            .formatted(person));
    write(
        FeatureColumns.CUSTOMER,
        "select %dL as customer_id, 3 as order_days, 'CZ' as country, 7 as days_since_last_order"
            .formatted(person));
    write(
        PredictionColumns.CLV,
        "select %dL as customer_id, 12.5 as predicted_value_365d, 2 as model_version"
            .formatted(person));
    String written = new CustomerId(person).text();
    assertThat(
            texts(
                "select segment_id, customer_id, member_since, country from mart.segment_members"))
        .containsExactly("vip|" + written + "|2026-06-01 00:00:00|CZ");
    assertThat(
            texts(
                "select customer_id, predicted_value_365d, value_version, churn_risk_90d"
                    + " from mart.model_scores"))
        .containsExactly(written + "|12.5000|2|null");
  }

  @Test
  void seesNewRowsAndNewTablesWithoutARestart() {
    assertThat(texts("select count(*) from segments.sizes")).containsExactly("0");
    write(SegmentTables.SIZES, "select 'vip' as segment_id, 1 as version, 10L as members");
    assertThat(texts("select members from segments.sizes")).containsExactly("10");
    write(SegmentTables.SIZES, "select 'vip' as segment_id, 1 as version, 11L as members");
    assertThat(texts("select sum(members) from segments.sizes")).containsExactly("21");
  }

  @Test
  void readsPastDeletionVectors() {
    write(SilverTables.PERSONS, "select id as customer_id, id as person_id from range(100)");
    DeltaTable.forPath(USUAL, lakehouse.path(SilverTables.PERSONS)).delete("customer_id < 30");
    assertThat(texts("select count(*), min(customer_id) from silver.persons"))
        .containsExactly("70|30");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from text.`%s`",
        "select * from `text`.`%s` limit 1",
        "create temporary view v using text options (path '%s')",
        "insert into segments.sizes (segment_id) values ('%s')",
        "select java_method('java.nio.file.Files', 'readString', '%s')",
        "optimize segments.sizes",
        "vacuum segments.sizes retain 0 hours",
        "describe history delta.`%s`",
        "describe detail delta.`%s`",
        "restore table segments.sizes to version as of 0",
        "convert to delta parquet.`%s`",
        "select * from table_changes('segments.sizes', 0)",
        "select * from silver.contacts",
        "select * from global_temp.x",
        "set spark.sql.runSQLOnFiles=true",
        "add jar '%s'"
      })
  void neverTouchesAFile(String statement) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "nobody may read this");
    assertThatThrownBy(() -> reading.sql(statement.replace("%s", secret.toString())))
        .isInstanceOf(RefusedStatementException.class)
        .hasMessageNotContaining("nobody may read this");
  }

  @Test
  void refusesAConnectionThatBringsSettings() {
    SparkSession connection = reading.newSession();
    connection.conf().set("hive.server2.thrift.resultset.default.fetch.size", "1000");
    assertThat(connection.sql("select 1").collectAsList()).hasSize(1);
    connection.conf().set("spark.sql.ansi.enabled", "false");
    assertThatThrownBy(() -> connection.sql("select 1"))
        .hasMessage(
            "Cannot run this statement: the connection sets spark.sql.ansi.enabled. Connect"
                + " without settings.");
  }

  @Test
  void showsTablesThatAreOpenAndNoOthers() {
    assertThat(texts("show tables in silver"))
        .contains("silver|orders|false")
        .doesNotContain("silver|contacts|false", "silver|identities|false");
    assertThat(texts("describe mart.segment_sizes"))
        .contains("members|bigint|Persons in the segment");
  }

  /** Columns that are not given are null. */
  private static void write(Table table, String sql) {
    Dataset<Row> rows = FilledRows.of(table, USUAL.sql(sql));
    lakehouse.append(table, rows, "test", lakehouse.version(table) + 1);
  }

  private static List<String> texts(String sql) {
    Dataset<Row> rows = reading.sql(sql);
    Column[] texts =
        Arrays.stream(rows.columns())
            .map(c -> col("`" + c + "`").cast("string"))
            .toArray(Column[]::new);
    return rows.select(texts).collectAsList().stream().map(row -> row.mkString("|")).toList();
  }
}
