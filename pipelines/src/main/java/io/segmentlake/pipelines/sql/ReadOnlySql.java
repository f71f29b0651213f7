package io.segmentlake.pipelines.sql;

import io.segmentlake.models.sql.GuardedParser;
import io.segmentlake.models.sql.RefusedStatementException;
import io.segmentlake.models.sql.StatementGuard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.internal.SessionState;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Makes of a Spark session one in which SQL can only read open tables: all text that comes to the
 * session's parser is checked as it was parsed and, before it runs, as it was understood.
 */
public final class ReadOnlySql extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  /** Setting of the application: whether tools may ask about the catalogue. */
  private static final String LOOKING_AROUND = "spark.segmentlake.sql.catalog-statements";

  /** Drivers always send some of Hive's settings; Spark heeds none of them when it reads. */
  private static final String OF_HIVE = "hive.";

  /** What Spark's own server and Delta set in each session. */
  private static final Set<String> SET_BY_THEMSELVES =
      Set.of(
          "spark.sql.hive.version",
          "spark.sql.binaryOutputStyle",
          "spark.sql.datetime.java8API.enabled",
          "spark.sql.parquet.fieldId.read.enabled",
          "spark.sql.parquet.fieldId.write.enabled");

  /**
   * Settings of an application that reads only; they come after those of other sessions.
   *
   * @param root of the lakehouse
   * @param letsLookAround statements such as SHOW TABLES may run
   */
  public static Map<String, String> settings(String root, boolean letsLookAround) {
    Map<String, String> settings = SqlCatalogue.settings(root);
    settings.put(LOOKING_AROUND, Boolean.toString(letsLookAround));
    settings.put("spark.sql.extensions", EXTENSIONS);
    // Spark makes the folder of the schema "default"; this one is there.
    settings.put("spark.sql.warehouse.dir", root);
    settings.put("spark.sql.runSQLOnFiles", "false");
    settings.put("spark.sql.variable.substitute", "false");
    return settings;
  }

  /** Delta's own first: the check is to see what Delta's parser makes of a text. */
  private static final String EXTENSIONS =
      String.join(",", "io.delta.sql.DeltaSparkSessionExtension", ReadOnlySql.class.getName());

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectParser(
        new AbstractFunction2<>() {
          @Override
          public ParserInterface apply(SparkSession session, ParserInterface parser) {
            return new GuardedParser(parser, new Check(session)::apply);
          }
        });
    return BoxedUnit.UNIT;
  }

  /** Of one session. */
  private static final class Check {
    private final SparkSession session;
    private StatementGuard guard;

    Check(SparkSession session) {
      this.session = session;
    }

    LogicalPlan apply(LogicalPlan plan) {
      SessionState state = ((org.apache.spark.sql.classic.SparkSession) session).sessionState();
      refuseSettings(state, session.sparkContext().getConf());
      if (!guard().checkParsed(plan)) {
        return plan;
      }
      LogicalPlan analysed =
          state.analyzer().executeAndCheck(plan, new QueryPlanningTracker(Option.empty()));
      guard().checkAnalysed(analysed);
      return analysed;
    }

    /** Made at the first statement: contracts need a session, which is still being made before. */
    private synchronized StatementGuard guard() {
      if (guard == null) {
        boolean letsLookAround = session.sparkContext().getConf().getBoolean(LOOKING_AROUND, false);
        guard =
            letsLookAround
                ? StatementGuard.queriesAndCatalog(LakehouseTables.all())
                : StatementGuard.queries(LakehouseTables.all());
      }
      return guard;
    }
  }

  /** Drivers can send settings with a connection, without any statement. */
  private static void refuseSettings(SessionState state, SparkConf conf) {
    List<String> changed =
        CollectionConverters.asJava(state.conf().getAllConfs()).entrySet().stream()
            .filter(e -> !SET_BY_THEMSELVES.contains(e.getKey()))
            .filter(e -> !e.getKey().startsWith(OF_HIVE))
            .filter(e -> !e.getValue().equals(conf.get(e.getKey(), null)))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (!changed.isEmpty()) {
      throw new RefusedStatementException(
          "Cannot run this statement: the connection sets "
              + String.join(", ", changed)
              + ". Connect without settings.");
    }
  }
}
