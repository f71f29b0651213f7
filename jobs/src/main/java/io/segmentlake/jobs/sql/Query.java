package io.segmentlake.jobs.sql;

import io.segmentlake.models.sql.RefusedStatementException;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** One statement, in a session that lets only queries pass. */
public final class Query {
  private Query() {}

  /**
   * Its rows, which nobody has computed yet.
   *
   * @throws RefusedStatementException where it may not run, or cannot be understood
   */
  public static Dataset<Row> of(SparkSession spark, String statement) {
    try {
      return spark.sql(withoutEnd(statement));
    } catch (Exception e) {
      // Spark throws checked exceptions that it does not declare.
      if (e instanceof AnalysisException wrong) {
        String place = RefusedStatementException.place(wrong.line(), wrong.startPosition());
        String what = wrong instanceof ParseException ? "Cannot read" : "Cannot understand";
        throw new RefusedStatementException(what + " the statement" + place + ": " + words(wrong));
      }
      throw e;
    }
  }

  private static String withoutEnd(String statement) {
    return statement.strip().replaceFirst("[;\\s]+$", "");
  }

  /** Spark's own words without their class, SQLSTATE and the text of the statement. */
  private static String words(AnalysisException e) {
    if ("PARSE_SYNTAX_ERROR".equals(e.getCondition())) {
      Map<String, String> details = e.getMessageParameters();
      return "it makes no sense at "
          + details.get("error")
          + details.getOrDefault("hint", "")
          + ".";
    }
    String first = e.getMessage().strip().lines().findFirst().orElse("");
    return first.replaceFirst("^\\[[A-Z0-9_.]+\\]\\s*", "").replaceFirst("\\s*SQLSTATE: .*$", "");
  }
}
