package io.segmentlake.models.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementGuardTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final SqlTables TABLES =
      new SqlTables(
          List.of(
              table("segments.sizes"),
              table("segments.membership"),
              table("silver.orders"),
              table("silver.contacts").restricted(),
              table("bronze.quarantine").restricted()));
  private static final StatementGuard QUERIES = StatementGuard.queries(TABLES);
  private static final StatementGuard CATALOG = StatementGuard.queriesAndCatalog(TABLES);

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Writes, of all kinds and wherever they hide.
        "insert into segments.sizes select 1",
        "insert overwrite segments.sizes select 1",
        "with x as (select 1) insert into segments.sizes select * from x",
        "from segments.sizes insert into a select x insert into b select y",
        "insert overwrite directory '/tmp/x' using parquet select 1",
        "delete from segments.sizes",
        "update segments.sizes set members = 1",
        "merge into segments.sizes a using silver.orders b on a.x = b.x when matched then delete",
        "truncate table segments.sizes",
        "load data inpath '/etc/passwd' into table segments.sizes",
        "create table x as select 1",
        "create table x using parquet location '/tmp/x' as select 1",
        "create or replace table segments.sizes (x int) using parquet",
        "create table x (y int) using csv options (path '/etc/passwd')",
        "create view x as select 1",
        "create temporary view x as select 1",
        "create temporary view x using csv options (path '/etc/passwd')",
        "create global temporary view x as select 1",
        "alter table segments.sizes add columns (x int)",
        "alter table segments.sizes set location '/tmp'",
        "alter view x as select 1",
        "drop table segments.sizes",
        "drop view x",
        "drop database segments cascade",
        "create database x location '/tmp/x'",
        "comment on table segments.sizes is 'x'",
        "analyze table segments.sizes compute statistics",
        "msck repair table segments.sizes",
        "refresh table segments.sizes",
        "refresh '/tmp/x'",
        "cache table x as select 1",
        "uncache table x",
        "clear cache",
        // Settings and code from outside.
        "set",
        "set spark.sql.runSQLOnFiles=true",
        "set time zone 'Asia/Tokyo'",
        "set catalog x",
        "reset",
        "add jar '/tmp/x.jar'",
        "add file '/etc/passwd'",
        "add archive '/tmp/x.zip'",
        "list jars",
        "create function f as 'java.lang.Runtime' using jar '/tmp/x.jar'",
        "create temporary function f as 'java.lang.Runtime'",
        "create function f() returns int return 1",
        "drop function f",
        "refresh function f",
        "declare variable x int default 1",
        "set variable x = 1",
        "execute immediate 'drop table segments.sizes'",
        "begin drop table segments.sizes; end",
        "begin select 1; end",
        "call system.run()",
        // Files by their path.
        "select * from parquet.`/etc/passwd`",
        "select * from delta.`/tmp/lakehouse/silver/contacts`",
        "select * from text.`/etc/passwd`",
        "select * from json.`s3a://bucket/x`",
        "select * from csv.`/etc/passwd`",
        "select * from binaryFile.`/etc`",
        "select * from orc.`/x`",
        "select * from jdbc.`jdbc:postgresql://x`",
        "select * from `parquet`.`/etc/passwd`",
        "select * from PARQUET.`/etc/passwd`",
        "select * from `org.apache.spark.sql.execution.datasources.text.TextFileFormat`.`/etc`",
        "select * from spark_catalog.delta.`/tmp/x`",
        "select * from other.segments.sizes",
        "table text.`/etc/passwd`",
        "from text.`/etc/passwd`",
        "select (select max(value) from text.`/etc/passwd`)",
        "select 1 where exists (select 1 from text.`/etc/passwd`)",
        "select 1 where 1 in (select value from text.`/etc/passwd`)",
        "with x as (select * from text.`/etc/passwd`) select * from x",
        "with y as (with x as (select * from text.`/etc/passwd`) select * from x) select * from y",
        "select * from segments.sizes union all select * from text.`/etc/passwd`",
        "select * from segments.sizes join text.`/etc/passwd`",
        "select * from segments.sizes, lateral (select * from text.`/etc/passwd`)",
        "select * from identifier('text.`/etc/passwd`')",
        "select * from identifier('segments' || '.sizes')",
        "select * from segments.sizes version as of 1",
        "select * from segments.sizes timestamp as of '2026-01-01'",
        "select * from stream segments.sizes",
        "select transform(value) using 'cat /etc/passwd' from segments.sizes",
        // Functions that reach out of the statement.
        "select java_method('java.lang.System', 'exit', 1)",
        "select reflect('java.lang.System', 'getenv')",
        "select try_reflect('java.lang.System', 'getenv')",
        "select Java_Method('java.lang.Runtime', 'x')",
        "select `reflect`('java.lang.System', 'getenv')",
        "select system.builtin.reflect('java.lang.System', 'getenv')",
        "select identifier('java_method')('java.lang.System', 'exit', 1)",
        "select * from segments.sizes where java_method('java.lang.System', 'exit', 1) = 1",
        "select * from segments.sizes order by reflect('java.lang.System', 'getenv')",
        "select sum(members) over (order by reflect('java.lang.System', 'getenv')) from segments.sizes",
        "select count(*) filter (where reflect('a', 'b') = 1) from segments.sizes",
        "select transform(array(1), x -> reflect('a', 'b'))",
        "select case when true then reflect('a', 'b') end",
        "values (reflect('java.lang.System', 'getenv'))",
        "select * from segments.sizes lateral view reflect('a', 'b') as x",
        "select * from segments.sizes lateral view explode(array(reflect('a', 'b'))) as x",
        "select * from explode(array(reflect('a', 'b')))",
        "select * from segments.sizes tablesample (reflect('a', 'b') rows)",
        "select input_file_name()",
        "select from_protobuf(x, 'a', '/etc/passwd') from segments.sizes",
        "select from_avro(x, 'a') from segments.sizes",
        "select xpath('<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>', 'a')",
        "select from_xml('<a/>', 'a int')",
        "select my_function(1)",
        "select db.my_function(1)",
        "select * from read_files('/etc/passwd')",
        "select * from table_changes('segments.sizes', 0)",
        "select * from table_changes_by_path('/tmp/x', 0)",
        "select * from python_worker_logs()",
        "select * from my_function(table(segments.sizes))",
        // What holds personal data.
        "select * from silver.contacts",
        "select * from SILVER.Contacts",
        "select * from `silver`.`contacts`",
        "select * from spark_catalog.silver.contacts",
        "select count(*) from bronze.quarantine",
        "select * from silver.orders where customer_id in (select customer_id from silver.contacts)",
        "with c as (select * from silver.contacts) select * from c",
        // Plans tell paths of files.
        "explain select 1",
        "explain extended select * from segments.sizes",
        "show create table segments.sizes",
        "describe query select * from text.`/etc/passwd`",
        "show tblproperties segments.sizes",
        "show table extended like '*'",
        "describe database segments",
        "show functions",
        "show catalogs"
      })
  void refuses(String statement) {
    assertThatThrownBy(() -> check(CATALOG, statement))
        .isInstanceOf(RefusedStatementException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageNotContaining("Exception");
    assertThatThrownBy(() -> check(QUERIES, statement))
        .isInstanceOf(RefusedStatementException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "select * from segments.sizes",
        "select * from Segments.SIZES s where s.members > 10 order by 1 limit 5 offset 2",
        "select * from spark_catalog.segments.sizes",
        "table segments.sizes",
        "values (1, 'a'), (2, 'b')",
        "with x as (select * from segments.sizes) select count(*) from x",
        "with recursive r as (select 1 as n union all select n + 1 from r where n < 5) select * from r",
        "select segment_id, sum(members) over (partition by segment_id order by as_of) from segments.sizes",
        "select segment_id, count(*) filter (where members > 3) from segments.sizes group by all having count(*) > 1",
        "select a.* from segments.sizes a left join silver.orders b on a.x = b.x where exists (select 1)",
        "select * from segments.sizes lateral view explode(array(1, 2)) t as n",
        "select * from range(5) cross join explode(array(1, 2))",
        "select * from segments.sizes pivot (sum(members) for segment_id in ('vip'))",
        "select transform(array(1), x -> x + 1), cast('1' as int), extract(year from current_date())",
        "select /*+ broadcast(b) */ * from segments.sizes b",
        "select * from segments.sizes tablesample (10 percent)",
        "select 1 union select 2 except select 3 intersect select 4",
        "select current_user(), current_database(), version(), typeof(1)",
        "from segments.sizes |> where members > 1 |> select members"
      })
  void letsPass(String query) {
    assertThat(check(QUERIES, query)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show schemas",
        "show databases like 'm*'",
        "show tables",
        "show tables in segments",
        "show views in segments",
        "show columns in segments.sizes",
        "show current database",
        "describe segments.sizes",
        "describe table segments.sizes",
        "describe segments.sizes members",
        "use segments",
        "use `default`"
      })
  void answersToolsAboutTheCatalogue(String statement) {
    assertThat(check(CATALOG, statement)).isFalse();
    assertThatThrownBy(() -> check(QUERIES, statement))
        .isInstanceOf(RefusedStatementException.class)
        .hasMessageContaining("only queries are allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "describe silver.contacts",
        "describe delta.`/tmp/x`",
        "show columns in silver.contacts",
        "show tables in other",
        "use delta",
        "use other.segments"
      })
  void tellsToolsNothingOfWhatIsClosed(String statement) {
    assertThatThrownBy(() -> check(CATALOG, statement))
        .isInstanceOf(RefusedStatementException.class);
  }

  @Test
  void saysWhatWhereAndWhy() {
    assertThatThrownBy(() -> check(QUERIES, "drop table segments.sizes"))
        .hasMessage("Cannot run 'drop table' (line 1, column 1): only queries are allowed.");
    assertThatThrownBy(() -> check(QUERIES, "select *\nfrom segments.size"))
        .hasMessage(
            "Cannot read 'segments.size' (line 2, column 6): there is no such table; did you mean"
                + " 'segments.sizes'?");
    assertThatThrownBy(() -> check(QUERIES, "select * from text.`/etc/passwd`"))
        .hasMessage(
            "Cannot read 'text./etc/passwd' (line 1, column 15): 'text' is no schema of the"
                + " lakehouse; files are not read by their path. There is segments, silver.");
    assertThatThrownBy(() -> check(QUERIES, "select * from silver.contacts"))
        .hasMessage(
            "Cannot read 'silver.contacts' (line 1, column 15): it holds personal data or what"
                + " tells who a person is, and is closed to SQL.");
    assertThatThrownBy(() -> check(QUERIES, "select 1, uppr('a')"))
        .hasMessage(
            "Cannot call 'uppr' (line 1, column 11): it is not among the functions that are"
                + " allowed; did you mean 'upper'?");
  }

  private static boolean check(StatementGuard guard, String statement) {
    return guard.checkParsed(parsed(statement));
  }

  private static LogicalPlan parsed(String statement) {
    var session = (org.apache.spark.sql.classic.SparkSession) SPARK.spark();
    try {
      return session.sessionState().sqlParser().parsePlan(statement);
    } catch (Exception e) {
      throw new AssertionError("This is no SQL, so that it tests nothing: " + statement, e);
    }
  }

  private static Table table(String name) {
    return Table.of(name, "One row.", Column.of("members", "bigint", "How many"));
  }
}
