package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.propensity.CategoryPairs;
import io.segmentlake.models.propensity.CategoryPropensity;
import io.segmentlake.models.propensity.CategoryWindow;
import io.segmentlake.models.propensity.PropensityResult;
import io.segmentlake.models.propensity.PropensityTables;
import io.segmentlake.models.propensity.PropensityTraining;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.models.training.TrainingWindows;
import io.segmentlake.pipelines.AtOnce;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.SoldLines;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains what persons are likely to buy: pairs of persons and categories at past cut-offs, as both
 * were known on that day.
 */
public final class PropensityTrainer {
  private static final long SEED = 1;

  private final CustomerHistory history;
  private final PropensityTraining training;

  public PropensityTrainer(CustomerHistory history) {
    this(history, PropensityTraining.of(SEED));
  }

  PropensityTrainer(CustomerHistory history, PropensityTraining training) {
    this.history = history;
    this.training = training;
  }

  /**
   * Fits to training.snapshots and to what was sold, both as known at each cut-off, and measures on
   * the last 30 days.
   */
  public Fitting fit(LocalDate asOf, Optional<Entry> champion) {
    Dataset<Row> buyers = history.lakehouse().read(Snapshots.TABLE).where(col("order_days").gt(0));
    Optional<LocalDate> first = Snapshots.firstOrder(buyers, asOf);
    if (first.isEmpty()) {
      return Fitting.insufficient("nobody has ordered");
    }
    TrainingWindows windows = TrainingWindows.of(first.get(), asOf, PropensityTables.HORIZON_DAYS);
    try (Kept kept = new Kept()) {
      Dataset<Row> later = kept.of(new SoldLines(history.asKnownOn(asOf)).byCategory(asOf));
      String lacking = PropensityTraining.lacking(later);
      if (!lacking.isEmpty()) {
        return Fitting.insufficient(lacking);
      }
      List<Callable<Dataset<Row>>> work = new ArrayList<>();
      for (LocalDate cutOff : windows.cutOffs()) {
        // Made before they are put together: a plan of all cut-offs takes longer than its rows.
        work.add(
            () -> window(buyers, later, cutOff).labelled(CategoryPairs.USUAL).localCheckpoint());
      }
      Dataset<Row> pairs = AtOnce.run(work).stream().reduce(Dataset::unionByName).orElseThrow();
      PropensityResult<CategoryPropensity> result =
          training.fit(buyers, pairs, windows, champion.map(this::loaded));
      if (result.model().isEmpty()) {
        return Fitting.insufficient(result.verdict().reason());
      }
      PropensityFigures figures =
          new PropensityFigures(
              windows.finalCutOff(),
              windows.horizonDays(),
              result.heldOut().orElseThrow(),
              champion.map(Entry::version));
      List<Measured> measured = new ArrayList<>(figures.measured());
      measured.add(figures.covered(window(buyers, later, windows.finalCutOff()).bought()));
      return new Fitting(
          Optional.of(result.model().get()),
          windows.training().size() < 3 ? windows.reason() : "",
          measured,
          figures.challenge());
    }
  }

  /** What was known at a cut-off, with what came. */
  CategoryWindow window(Dataset<Row> buyers, Dataset<Row> later, LocalDate cutOff) {
    return new CategoryWindow(
        buyers.where(col("as_of").equalTo(lit(Date.valueOf(cutOff)))),
        new SoldLines(history.asKnownOn(cutOff)).byCategory(cutOff),
        later,
        cutOff,
        PropensityTables.HORIZON_DAYS);
  }

  /** A saved version. */
  CategoryPropensity loaded(Entry entry) {
    return CategoryPropensity.load(new ModelRegistry(history.lakehouse()).path(entry.folder()));
  }
}
