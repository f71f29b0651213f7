package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.training.Labels;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.models.training.TrainingWindows;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerHistory;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps training.snapshots: one row per person and cut-off, as both were known on that day, with
 * what came after it. The last cut-off is the training's own date, of which nothing came yet.
 */
public final class TrainingSnapshots {
  private final CustomerHistory history;

  public TrainingSnapshots(CustomerHistory history) {
    this.history = history;
  }

  /** Writes the snapshots that models of a date learn from, in place of earlier ones. */
  public Written write(LocalDate asOf) {
    return write(asOf, cutOffs(asOf));
  }

  Written write(LocalDate asOf, Collection<LocalDate> cutOffs) {
    Dataset<Row> known = history.asKnownOn(asOf).ledger();
    try (Customer.Features features = new Customer(history).asKnownAt(List.copyOf(cutOffs))) {
      Dataset<Row> labelled =
          Labels.add(features.rows(), known, Snapshots.HORIZONS, asOf)
              .withColumn("arrived_seq", lit(history.seq()));
      return history.lakehouse().replace(Snapshots.TABLE, labelled);
    }
  }

  /**
   * The date itself, those of the windows of churn, which share most of theirs, and one and two
   * horizons of value back.
   */
  private Collection<LocalDate> cutOffs(LocalDate asOf) {
    TreeSet<LocalDate> cutOffs =
        new TreeSet<>(
            List.of(
                asOf,
                asOf.minusDays(Snapshots.VALUE_HORIZON),
                asOf.minusDays(2L * Snapshots.VALUE_HORIZON)));
    LocalDate first = firstOrder(asOf).orElse(asOf);
    for (int days : PredictionColumns.CHURN_HORIZONS) {
      cutOffs.addAll(TrainingWindows.of(first, asOf, days).cutOffs());
    }
    return cutOffs.tailSet(first);
  }

  private Optional<LocalDate> firstOrder(LocalDate asOf) {
    Row first =
        history
            .asKnownOn(asOf)
            .ledger()
            .where(col("stream").equalTo("orders"))
            .agg(min("event_on"))
            .head();
    return Optional.ofNullable(first.<Date>getAs(0)).map(Date::toLocalDate);
  }
}
