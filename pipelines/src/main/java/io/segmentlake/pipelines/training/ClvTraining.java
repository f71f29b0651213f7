package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.segmentlake.models.clv.CustomerValue;
import io.segmentlake.models.metrics.RankMetrics;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.ScoreGroup;
import io.segmentlake.models.metrics.ScoreGroups;
import io.segmentlake.models.metrics.ValueErrors;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import io.segmentlake.pipelines.predictions.Predictions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains the model of customers' value: fitted half a year back and held against what came since,
 * then fitted to all that is known.
 */
public final class ClvTraining {
  /** The outcome that the held-out fit is compared with. */
  static final int OUTCOME_DAYS = 182;

  /** With fewer customers who came back, quantiles of a customer say little. */
  private static final long LEAST_CUSTOMERS = 500;

  private final CustomerHistory history;
  private final ModelRegistry registry;

  public ClvTraining(CustomerHistory history) {
    this.history = history;
    this.registry = new ModelRegistry(history.lakehouse());
  }

  /**
   * What training came to.
   *
   * @param entry the version and its stage; null where this had been done before
   * @param written to the tables
   */
  public record Trained(Entry entry, List<Written> written) {}

  /** Trains at a business date, once for each state of the data. */
  public Trained train(LocalDate asOf) {
    boolean wasTrained =
        registry.entries().stream()
            .anyMatch(
                e ->
                    e.model().equals(Predictions.CLV)
                        && e.trainedOn().equals(asOf)
                        && e.arrivedSeq() == history.seq());
    return wasTrained ? new Trained(null, List.of()) : trained(asOf);
  }

  private Trained trained(LocalDate asOf) {
    try (Customer.Features features = features(asOf)) {
      Dataset<Row> now = buyers(features);
      long customers = now.count();
      if (customers < LEAST_CUSTOMERS) {
        return insufficient(
            asOf,
            "%,d customers have ordered, %,d are wanted".formatted(customers, LEAST_CUSTOMERS));
      }
      CustomerValue.Fit fit = CustomerValue.fit(now);
      if (fit.model() == null) {
        return insufficient(asOf, fit.remark());
      }
      return registered(asOf, fit);
    }
  }

  private Trained registered(LocalDate asOf, CustomerValue.Fit fit) {
    CustomerValue model = fit.model();
    int version = registry.nextVersion(Predictions.CLV);
    List<Measured> measured = heldOut(asOf);
    String folder = registry.folder(Predictions.CLV, version);
    try {
      model.save(registry.path(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot save the model in " + folder, e);
    }
    boolean isFirst = registry.champion(Predictions.CLV, asOf).isEmpty();
    Entry entry =
        new Entry(
            Predictions.CLV,
            version,
            isFirst ? Stage.CHAMPION : Stage.CHALLENGER,
            asOf,
            (isFirst
                    ? "the first version that could be fitted"
                    : "waits for 'models promote': there is a champion")
                + (fit.remark().isEmpty() ? "" : "; " + fit.remark()),
            model.algorithm(),
            asOf,
            history.seq(),
            model.parameters(),
            folder);
    List<Written> written = new ArrayList<>();
    if (!measured.isEmpty()) {
      written.add(new ModelMetrics(history.lakehouse()).add(Predictions.CLV, version, measured));
    }
    // Last: a version is there once the registry says so.
    written.add(registry.add(List.of(entry)));
    return new Trained(entry, written);
  }

  private Trained insufficient(LocalDate asOf, String reason) {
    Entry entry =
        new Entry(
            Predictions.CLV,
            registry.nextVersion(Predictions.CLV),
            Stage.INSUFFICIENT_DATA,
            asOf,
            reason,
            "",
            asOf,
            history.seq(),
            Map.of(),
            "");
    return new Trained(entry, List.of(registry.add(List.of(entry))));
  }

  /** The same fit as it would have been before the outcome, beside past spend. */
  private List<Measured> heldOut(LocalDate asOf) {
    LocalDate cutoff = asOf.minusDays(OUTCOME_DAYS);
    try (Customer.Features features = features(cutoff);
        Kept kept = new Kept()) {
      Dataset<Row> then = buyers(features);
      long customers = then.count();
      if (customers < LEAST_CUSTOMERS) {
        return List.of();
      }
      CustomerValue.Fit fit = CustomerValue.fit(then);
      if (fit.model() == null) {
        return List.of();
      }
      Dataset<Row> predicted =
          kept.of(
              fit.model()
                  .valueWithin(OUTCOME_DAYS, then)
                  .join(revenue(cutoff, asOf), "customer_id", "left")
                  .select(
                      col("customer_id"),
                      // Of whom more went back than came in nothing is expected.
                      coalesce(col("predicted_value"), lit(0.0)).as("model"),
                      col("revenue_lifetime").cast("double").as("past_spend"),
                      coalesce(col("revenue"), lit(0)).cast("double").as("revenue")));
      List<Measured> measured = new ArrayList<>();
      for (String predictor : List.of("model", "past_spend")) {
        measured.addAll(measured(predicted, predictor, cutoff, customers));
      }
      return measured;
    }
  }

  private static List<Measured> measured(
      Dataset<Row> predicted, String predictor, LocalDate cutoff, long customers) {
    ScoreColumns columns = ScoreColumns.of(predictor, "revenue");
    List<ScoreGroup> groups = ScoreGroups.of(predicted, columns);
    List<ScoreGroup> perfect = ScoreGroups.of(predicted, columns.scoredBy("revenue"));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("gini", RankMetrics.gini(groups, perfect));
    figures.put("top_decile_capture", RankMetrics.capture(groups, .1));
    if (predictor.equals("model")) {
      // What somebody spent before is no forecast of an amount.
      ValueErrors errors = ValueErrors.of(predicted, columns);
      figures.put("mae", errors.meanAbsolute());
      figures.put("total_bias", errors.totalBias());
    }
    return figures.entrySet().stream()
        .map(
            f ->
                new Measured(
                    cutoff,
                    OUTCOME_DAYS,
                    predictor,
                    f.getKey(),
                    f.getValue(),
                    null,
                    null,
                    customers))
        .toList();
  }

  /** Features at a date, of what was known on it. */
  private Customer.Features features(LocalDate date) {
    return new Customer(history.asKnownOn(date)).at(List.of(date));
  }

  private static Dataset<Row> buyers(Customer.Features features) {
    return features.rows().where(col("order_days").gt(0));
  }

  /** Revenue less refunds after a date, up to another. */
  private Dataset<Row> revenue(LocalDate after, LocalDate upTo) {
    return history
        .ledger()
        .where(col("stream").equalTo("orders"))
        .where(col("event_on").gt(lit(Date.valueOf(after))))
        .where(col("event_on").leq(lit(Date.valueOf(upTo))))
        .groupBy("customer_id")
        .agg(sum("amount").as("revenue"));
  }
}
