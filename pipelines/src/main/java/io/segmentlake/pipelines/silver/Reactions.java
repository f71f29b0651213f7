package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who opened or clicked, rule version 1: a person, a machine (security scanner, link checker), or
 * nobody can tell (mail privacy proxies open everything: masked). A change of the rule must come as
 * a version of its own.
 */
final class Reactions implements Derivation {
  private static final String MASKED = "apple.*(proxy|privacy)|mail privacy|mpp";
  private static final String MACHINE =
      "scanner|barracuda|mimecast|proofpoint|safelinks|link ?check|bot|crawler|spider|curl|python|headless";

  @Override
  public Dataset<Row> derive(Arrivals arrivals, Dataset<Row> rows) {
    Column agent = lower(coalesce(col("agent"), lit("")));
    Column who =
        when(col("type").equalTo("open").and(agent.rlike(MASKED)), "masked")
            .when(agent.rlike(MACHINE), "machine")
            .otherwise("human");
    return rows.withColumn("reaction", when(col("type").isin("open", "click"), who));
  }
}
