package io.segmentlake.models.clv;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.metrics.CustomerHash;
import io.segmentlake.models.metrics.RankMetrics;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroups;
import io.segmentlake.models.training.PinnedRows;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.models.training.Sufficiency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.IsotonicRegressionModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains {@link TwoPartValue}: families of parts are compared on customers held out, by how well
 * they order them by revenue; the best is fitted to all.
 *
 * @param sufficiency what the earlier date must have, a purchase being the outcome
 * @param families simplest first, which is taken if two do equally well
 * @param seed of folds and trees; the same seed and rows give the same model
 */
public record TwoPartTraining(Sufficiency sufficiency, List<PartFamily> families, long seed) {
  private static final int FOLDS = 3;
  private static final String REVENUE = "revenue";
  private static final String YEAR_REVENUE = "year_revenue";

  public TwoPartTraining {
    families = List.copyOf(families);
  }

  /** With the linear families: trees take many times as long and order no better on CDNOW. */
  public static TwoPartTraining of(long seed) {
    return new TwoPartTraining(
        Sufficiency.USUAL,
        List.of(PartFamily.LOGISTIC_LOG_NORMAL, PartFamily.LOGISTIC_GAMMA),
        seed);
  }

  /**
   * Customers at one date with what they did after it.
   *
   * @param buyers rows of {@link Snapshots} of who had ordered by then
   * @param days of the labels
   * @param model fitted to the same rows, or to what else was known then
   */
  public record Earlier(Dataset<Row> buyers, int days, CustomerValue model) {}

  /**
   * What training came to.
   *
   * @param model null where there is too little to learn from
   * @param remark why there is none; empty for nothing
   * @param giniByFamily of revenue, as a mean over the folds; empty where there is one family
   */
  public record Fit(TwoPartValue model, String remark, Map<PartFamily, Double> giniByFamily) {}

  /**
   * Learns from an earlier date what to make of today's customers.
   *
   * @param now rows of features.customer whose total the model keeps to
   * @param base fitted to them
   */
  public Fit fit(Earlier earlier, Dataset<Row> now, CustomerValue base) {
    SQLTransformer columns = ValueTerms.columns();
    Dataset<Row> rows = rows(earlier, columns);
    Sufficiency.Verdict verdict = judge(rows, earlier.days());
    if (!verdict.isSufficient()) {
      return new Fit(null, verdict.reason(), Map.of());
    }
    VectorAssembler vector = ValueTerms.varying(rows);
    Dataset<Row> vectors =
        vector
            .transform(rows)
            .select(
                "customer_id",
                PartFamily.BOUGHT,
                PartFamily.WORTH,
                PartFamily.LOG_WORTH,
                REVENUE,
                ValueTerms.VECTOR)
            .localCheckpoint();
    Map<PartFamily, Double> scores = new LinkedHashMap<>();
    // Nothing to compare a single one with.
    if (families.size() > 1) {
      families.forEach(family -> scores.put(family, gini(vectors, family)));
    }
    PartFamily best =
        scores.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(families.get(0));
    List<Transformer> stages = new ArrayList<>(List.of(columns, vector));
    stages.addAll(parts(vectors, best));
    TwoPartProduct product = (TwoPartProduct) stages.get(stages.size() - 1);
    Dataset<Row> today = today(product.setDays(earlier.days()), stages, now, base);
    IsotonicRegressionModel amounts = PlaceAmounts.fit(today, CustomerValue.REVENUE);
    keepTotals(product, amounts.transform(today));
    stages.add(amounts);
    return new Fit(new TwoPartValue(base, new PipelineModel("twoPartValue", stages)), "", scores);
  }

  private static Dataset<Row> rows(Earlier earlier, SQLTransformer columns) {
    Column revenue = col(Snapshots.revenue(earlier.days())).cast("double");
    // Who only sent things back did not buy.
    Column bought = when(revenue.gt(0), 1.0).otherwise(0.0);
    List<Column> needed =
        new ArrayList<>(
            List.of(
                col("customer_id"),
                col("as_of"),
                col("days_since_first_order"),
                revenue.as(REVENUE),
                bought.as(PartFamily.BOUGHT),
                when(revenue.gt(0), revenue).as(PartFamily.WORTH),
                when(revenue.gt(0), log(revenue)).as(PartFamily.LOG_WORTH)));
    ValueTerms.names().forEach(name -> needed.add(col(name)));
    Dataset<Row> labelled = earlier.buyers().where(revenue.isNotNull());
    return PinnedRows.of(
        columns
            .transform(earlier.model().outlook(earlier.days(), labelled))
            .select(needed.toArray(Column[]::new)));
  }

  private Sufficiency.Verdict judge(Dataset<Row> rows, int days) {
    Column bought = col(PartFamily.BOUGHT);
    Row counts =
        rows.agg(
                count(lit(1)),
                coalesce(max("days_since_first_order"), lit(0)),
                count_if(bought.equalTo(1)),
                count_if(bought.equalTo(0)))
            .head();
    return sufficiency.judge(
        counts.getLong(0), counts.getInt(1) + days, counts.getLong(2), counts.getLong(3));
  }

  /** A bought part, a worth part and their product. */
  private List<Transformer> parts(Dataset<Row> vectors, PartFamily family) {
    Dataset<Row> buyers = vectors.where(col(PartFamily.BOUGHT).equalTo(1));
    return List.of(family.buys(vectors, seed), family.worth(buyers, seed), new TwoPartProduct());
  }

  private double gini(Dataset<Row> vectors, PartFamily family) {
    Column fold = CustomerHash.fold("customer_id", FOLDS, seed);
    return IntStream.range(0, FOLDS)
        .mapToDouble(
            mine -> {
              List<Transformer> parts = parts(vectors.where(fold.notEqual(mine)), family);
              Dataset<Row> judged =
                  new PipelineModel("twoPartFold", parts)
                      .transform(vectors.where(fold.equalTo(mine)));
              return RankMetrics.gini(
                  ScoreGroups.of(judged, ScoreColumns.of(TwoPartProduct.VALUE, REVENUE)));
            })
        .average()
        .orElseThrow();
  }

  /** Today's customers: what the parts say, and what the base does within their days and a year. */
  private static Dataset<Row> today(
      TwoPartProduct product, List<Transformer> stages, Dataset<Row> now, CustomerValue base) {
    List<Column> all = CustomerValue.columns(now);
    all.add(col(CustomerValue.REVENUE).as(YEAR_REVENUE));
    Dataset<Row> within =
        base.outlook(CustomerValue.HORIZON_DAYS, now).select(all.toArray(Column[]::new));
    return PinnedRows.of(
        new PipelineModel("twoParts", stages)
            .transform(base.outlook(product.horizonDays(), within))
            .select(
                "customer_id",
                "as_of",
                TwoPartProduct.LOG_VALUE,
                CustomerValue.REVENUE,
                YEAR_REVENUE));
  }

  private static void keepTotals(TwoPartProduct product, Dataset<Row> today) {
    Column ratio = TwoPartValue.ratio();
    Column days = col(CustomerValue.REVENUE);
    Column year = col(YEAR_REVENUE);
    Row totals =
        today
            .agg(sum(days), sum(ratio.multiply(days)), sum(year), sum(ratio.multiply(year)))
            .head();
    product.setFactors(
        totals.getDouble(0) / totals.getDouble(1), totals.getDouble(2) / totals.getDouble(3));
  }
}
