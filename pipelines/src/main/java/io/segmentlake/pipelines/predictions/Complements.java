package io.segmentlake.pipelines.predictions;

import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.recommendations.ComplementRules;
import io.segmentlake.models.recommendations.RecommendationTables;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.CustomerHistory;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps predictions.complements: the products that go with each product, by baskets of all time.
 */
public final class Complements {
  private final CustomerHistory history;
  private final ComplementRules rules;

  public Complements(CustomerHistory history) {
    this(history, ComplementRules.USUAL);
  }

  Complements(CustomerHistory history, ComplementRules rules) {
    this.history = history;
    this.rules = rules;
  }

  /**
   * Writes the rules in place of earlier ones, once for each state of the data; none where too few
   * baskets have two products.
   */
  public Written write(LocalDate asOf) {
    Lakehouse lakehouse = history.lakehouse();
    boolean isWritten =
        lakehouse
            .anyRow(RecommendationTables.COMPLEMENTS, "as_of", "arrived_seq")
            .filter(row -> row.getDate(0).toLocalDate().equals(asOf))
            .filter(row -> row.getLong(1) == history.seq())
            .isPresent();
    if (isWritten) {
      return Written.unchanged(
          RecommendationTables.COMPLEMENTS, lakehouse.version(RecommendationTables.COMPLEMENTS));
    }
    try (Kept kept = new Kept()) {
      Dataset<Row> found =
          rules
              .of(new SoldLines(history).until(asOf))
              .withColumn("as_of", lit(Date.valueOf(asOf)))
              .withColumn("arrived_seq", lit(history.seq()))
              .select(RecommendationTables.COMPLEMENTS.select());
      return lakehouse.replace(RecommendationTables.COMPLEMENTS, kept.of(found));
    }
  }
}
