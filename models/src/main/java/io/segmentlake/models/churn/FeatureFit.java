package io.segmentlake.models.churn;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.segmentlake.models.btyd.ParetoNbd;
import io.segmentlake.models.training.PinnedRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Learns from training rows alone how snapshots become vectors: the model of orders, and which
 * terms vary at all.
 */
final class FeatureFit {
  private static final SQLTransformer HISTORY =
      new SQLTransformer()
          .setStatement(
              "SELECT *, order_days - 1 AS btyd_frequency,"
                  + " datediff(last_order_on, first_order_on) AS btyd_recency,"
                  + " datediff(as_of, first_order_on) AS btyd_age FROM __THIS__");

  private FeatureFit() {}

  /**
   * What was learnt.
   *
   * @param stages add the outputs of the model of orders with the prefix {@code btyd_}, and vectors
   * @param training the rows it was learnt from, with their vectors
   */
  record Features(PipelineModel stages, Dataset<Row> training) {}

  /**
   * @param rows snapshots of buyers
   * @param horizonDays what the model of orders looks ahead
   */
  static Features fit(Dataset<Row> rows, int horizonDays) {
    // A customer is one history: of its snapshots the latest, which holds the earlier ones.
    Dataset<Row> histories =
        HISTORY.transform(rows.where(col("as_of").equalTo(rows.agg(max("as_of")).head().get(0))));
    Transformer orders =
        new ParetoNbd()
            .setFrequencyCol("btyd_frequency")
            .setRecencyCol("btyd_recency")
            .setAgeCol("btyd_age")
            .setOutputPrefix(Term.BTYD)
            .setHorizon(horizonDays)
            .setStarts(1)
            .setTol(1e-4)
            .fit(histories);
    Dataset<Row> ordered = PinnedRows.of(orders.transform(HISTORY.transform(rows)));
    TermVector vector = new TermVector().setTerms(varying(ordered));
    PipelineModel stages = new PipelineModel("churnFeatures", List.of(HISTORY, orders, vector));
    return new Features(stages, vectors(vector.transform(ordered)).localCheckpoint());
  }

  /** Of rows that the stages were applied to what classifiers read. */
  static Dataset<Row> vectors(Dataset<Row> rows) {
    return rows.select(
        "customer_id", "as_of", TrainingRows.LABEL, TermVector.TERMS, TermVector.VALUES);
  }

  /** Terms that tell rows apart, with their means. */
  private static Map<Term, Double> varying(Dataset<Row> rows) {
    List<Column> measures = new ArrayList<>();
    for (Term term : Term.ALL) {
      Column number = TermVector.number(term);
      measures.addAll(List.of(min(number), max(number), avg(number)));
    }
    Row row =
        rows.agg(measures.get(0), measures.subList(1, measures.size()).toArray(Column[]::new))
            .head();
    Map<Term, Double> varying = new LinkedHashMap<>();
    for (int i = 0; i < Term.ALL.size(); i++) {
      if (row.getDouble(3 * i) < row.getDouble(3 * i + 1)) {
        varying.put(Term.ALL.get(i), row.getDouble(3 * i + 2));
      }
    }
    return varying;
  }
}
