package io.segmentlake.models.recommendations;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;

import io.segmentlake.models.metrics.Comparison;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.RankMetrics;
import io.segmentlake.models.metrics.ScoreColumns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fits recommendations, chooses how its parts are mixed, and measures the lists on what people
 * bought after a cut-off.
 */
public record RecommendationFit(AlsSettings als, ListRules rules) {
  public static final RecommendationFit USUAL =
      new RecommendationFit(AlsSettings.USUAL, ListRules.USUAL);

  /** The model's own name among predictors. */
  public static final String MODEL = "model";

  /** The share of what a person bought that its list of ten held, as it is named everywhere. */
  public static final String RECALL = "recall_at_10";

  /** With fewer persons a difference is chance. */
  static final long LEAST_PERSONS = 100;

  private static final PairedBootstrap BOOTSTRAP = PairedBootstrap.of(200, 1);

  /**
   * How good lists were in one window.
   *
   * @param persons who bought something that a list could hold
   * @param recall of the model beside each other predictor
   * @param ndcg the same
   */
  public record Measured(
      long persons, Map<String, Comparison> recall, Map<String, Comparison> ndcg) {}

  /** Fits to all lines; those after the date of the lists must not be among them. */
  public Recommendations fit(Dataset<Row> lines, Mixture mixture) {
    return fitted(Purchases.of(lines), mixture);
  }

  private Recommendations fitted(Dataset<Row> purchases, Mixture mixture) {
    return new Recommendations(ImplicitAls.fit(purchases, als), mixture, rules);
  }

  /** The mixture whose lists are best by NDCG; empty where too few persons came back to tell. */
  public Optional<Mixture> choose(OutcomeWindow window) {
    Dataset<Row> purchases = window.purchases().localCheckpoint();
    Dataset<Row> outcomes = window.outcomes(purchases, rules);
    if (outcomes.count() < LEAST_PERSONS) {
      return Optional.empty();
    }
    Assortment assortment = window.assortment();
    ItemFactors factors = ImplicitAls.fit(purchases, als);
    List<Mixture> candidates = Mixture.candidates();
    Map<String, Lister> listers = new LinkedHashMap<>();
    for (int i = 0; i < candidates.size(); i++) {
      listers.put("c" + i, new Recommender(assortment, factors, candidates.get(i), rules));
    }
    Column[] means =
        listers.keySet().stream().map(name -> avg(col(name + "_ndcg"))).toArray(Column[]::new);
    Row ndcg = OutcomeWindow.judged(outcomes, listers, rules.items()).select(means).head();
    int best = 0;
    for (int i = 1; i < candidates.size(); i++) {
      if (ndcg.getDouble(i) > ndcg.getDouble(best)) {
        best = i;
      }
    }
    return Optional.of(candidates.get(best));
  }

  /**
   * Measures a mixture, fitted to what was known at the cut-off.
   *
   * @param others further versions to hold it against, by name; fitted to what was known by then
   * @return empty where too few persons came back to tell
   */
  public Optional<Measured> measure(
      OutcomeWindow window, Mixture mixture, Map<String, Recommendations> others) {
    Dataset<Row> purchases = window.purchases().localCheckpoint();
    Dataset<Row> outcomes = window.outcomes(purchases, rules);
    long persons = outcomes.count();
    if (persons < LEAST_PERSONS) {
      return Optional.empty();
    }
    Assortment assortment = window.assortment();
    Recommendations fitted = fitted(purchases, mixture);
    Map<String, Lister> against = new LinkedHashMap<>();
    for (Baseline baseline : Baseline.values()) {
      against.put(baseline.text(), Lister.of(baseline, assortment, rules));
    }
    against.put(
        "als_alone",
        new Recommender(
            assortment, fitted.factors(), new Mixture(1, mixture.popularityPower()), rules));
    others.forEach((name, other) -> against.put(name, other.on(assortment)));
    Map<String, Lister> all = new LinkedHashMap<>(Map.of(MODEL, fitted.on(assortment)));
    // Names of versions have blanks.
    against.forEach((name, lister) -> all.put(column(name), lister));
    Dataset<Row> judged = OutcomeWindow.judged(outcomes, all, rules.items());
    return Optional.of(
        new Measured(
            persons,
            compared(judged, "_recall", against.keySet()),
            compared(judged, "_ndcg", against.keySet())));
  }

  /**
   * What came of a version's lists.
   *
   * @param persons who bought something that a list could hold
   * @param recall mean share of it that the lists held
   */
  public record Recall(long persons, double recall) {}

  /**
   * Holds the lists that a version made at the cut-off against what was bought after it.
   *
   * @return empty where too few persons came back to tell
   */
  public static Optional<Recall> recall(OutcomeWindow window, Recommendations version) {
    Dataset<Row> outcomes = window.outcomes(window.purchases().localCheckpoint(), version.rules());
    long persons = outcomes.count();
    if (persons < LEAST_PERSONS) {
      return Optional.empty();
    }
    Map<String, Lister> lister = Map.of(MODEL, version.on(window.assortment()));
    Row mean =
        OutcomeWindow.judged(outcomes, lister, version.rules().items())
            .agg(avg(col(MODEL + "_recall")))
            .head();
    return Optional.of(new Recall(persons, mean.getDouble(0)));
  }

  private static Map<String, Comparison> compared(
      Dataset<Row> judged, String measure, Iterable<String> names) {
    Map<String, Comparison> compared = new LinkedHashMap<>();
    for (String name : names) {
      compared.put(
          name,
          BOOTSTRAP.compare(
              judged,
              "customer_id",
              mean(MODEL + measure),
              mean(column(name) + measure),
              RankMetrics::meanOutcome));
    }
    return compared;
  }

  private static String column(String name) {
    return name.replace(' ', '_');
  }

  private static ScoreColumns mean(String column) {
    return ScoreColumns.of(column, column);
  }
}
