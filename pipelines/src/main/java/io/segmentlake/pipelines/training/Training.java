package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.predictions.LearnedModel;
import io.segmentlake.models.predictions.PredictiveModel;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.measurement.Fairness;
import io.segmentlake.pipelines.predictions.Drift;
import io.segmentlake.pipelines.predictions.DriftWatch;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import io.segmentlake.pipelines.predictions.Predictions;
import io.segmentlake.pipelines.training.Trainer.Champion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains a model at a business date, registers the version and decides whether it speaks: the first
 * that could be fitted does, and a later one if it wins against the champion. A version that cannot
 * be fitted changes nothing.
 */
public final class Training {
  private final CustomerHistory history;
  private final ModelRegistry registry;

  public Training(CustomerHistory history) {
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

  /** Trains on what is known at a date, once for each state of the data. */
  public Trained train(Trainer trainer, LocalDate asOf) {
    return train(
        trainer.kind().text(),
        asOf,
        champion -> fit(trainer, asOf, champion),
        watch(trainer.kind(), asOf));
  }

  /**
   * What comes of a version, held against the one that speaks. Nothing is written.
   *
   * @param asOf of the snapshots
   */
  public Fitting tried(Trainer trainer, LocalDate asOf) {
    return fit(trainer, asOf, registry.champion(trainer.kind().text(), asOf));
  }

  private Fitting fit(Trainer trainer, LocalDate asOf, Optional<Entry> champion) {
    return trainer.fit(history, asOf, champion.map(entry -> champion(trainer.kind(), entry)));
  }

  /**
   * Registers what was tried. However good it is, it speaks only once somebody promotes it.
   *
   * @param fitting with a model
   * @param by who proposes it, for its reason
   */
  public Trained proposed(ModelKind kind, LocalDate asOf, Fitting fitting, String by) {
    String words = fitting.challenge().map(Fitting.Challenge::words).orElse("nothing speaks yet");
    Fitting waiting =
        new Fitting(
            fitting.model(),
            fitting.remark(),
            fitting.measured(),
            Optional.of(new Fitting.Challenge(false, by + ": " + words)),
            fitting.fairness());
    return registered(
        kind.text(),
        asOf,
        waiting,
        fitting.model().orElseThrow(),
        Optional.empty(),
        watch(kind, asOf));
  }

  private BiFunction<Integer, LearnedModel, Optional<Written>> watch(
      ModelKind kind, LocalDate asOf) {
    return (version, fitted) -> trainedOn(kind, version, (PredictiveModel) fitted, asOf);
  }

  /** Keeps how the customers of the day look to a version, for {@link Drift} to compare with. */
  private Optional<Written> trainedOn(
      ModelKind kind, int version, PredictiveModel model, LocalDate asOf) {
    Lakehouse lakehouse = history.lakehouse();
    Dataset<Row> buyers =
        lakehouse
            .read(Snapshots.TABLE)
            .where(col("as_of").equalTo(lit(Date.valueOf(asOf))))
            .where(col("order_days").gt(0));
    List<Drift.Entry> spreads =
        new DriftWatch(kind, version, asOf, history.seq()).trained(model, buyers);
    return spreads.get(0).spread().customers() == 0
        ? Optional.empty()
        : Optional.of(new Drift(lakehouse).add(spreads));
  }

  /**
   * The same for a model that learns from something else.
   *
   * @param model as the registry calls it
   * @param fit what comes of it, held against the version that speaks now, if there is one
   */
  public Trained train(String model, LocalDate asOf, Function<Optional<Entry>, Fitting> fit) {
    return train(model, asOf, fit, (version, fitted) -> Optional.empty());
  }

  private Trained train(
      String model,
      LocalDate asOf,
      Function<Optional<Entry>, Fitting> fit,
      BiFunction<Integer, LearnedModel, Optional<Written>> watch) {
    boolean wasTrained =
        registry.entries().stream()
            .anyMatch(
                e ->
                    e.model().equals(model)
                        && e.trainedOn().equals(asOf)
                        && e.arrivedSeq() == history.seq());
    if (wasTrained) {
      return new Trained(null, List.of());
    }
    Optional<Entry> champion = registry.champion(model, asOf);
    Fitting fitting = fit.apply(champion);
    return fitting
        .model()
        .map(fitted -> registered(model, asOf, fitting, fitted, champion, watch))
        .orElseGet(() -> insufficient(model, asOf, fitting, champion));
  }

  private Champion champion(ModelKind kind, Entry entry) {
    PredictiveModel model = new Predictions(history.lakehouse()).load(kind, entry);
    return new Champion(entry.version(), entry.trainedOn(), model);
  }

  private Trained insufficient(
      String model, LocalDate asOf, Fitting fitting, Optional<Entry> champion) {
    String stays =
        champion.map(c -> "; version %d goes on speaking".formatted(c.version())).orElse("");
    Entry entry =
        new Entry(
            model,
            registry.nextVersion(model),
            Stage.INSUFFICIENT_DATA,
            asOf,
            fitting.remark() + stays,
            "",
            asOf,
            history.seq(),
            Map.of(),
            "");
    return new Trained(entry, List.of(registry.add(List.of(entry))));
  }

  private Trained registered(
      String model,
      LocalDate asOf,
      Fitting fitting,
      LearnedModel fitted,
      Optional<Entry> champion,
      BiFunction<Integer, LearnedModel, Optional<Written>> watch) {
    int version = registry.nextVersion(model);
    String folder = registry.folder(model, version);
    try {
      fitted.save(registry.path(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot save the model in " + folder, e);
    }
    boolean speaks = fitting.challenge().map(Fitting.Challenge::isWon).orElse(champion.isEmpty());
    String why =
        fitting.challenge().map(Fitting.Challenge::words).orElse("the first that could be fitted");
    Entry entry =
        new Entry(
            model,
            version,
            speaks ? Stage.CHAMPION : Stage.CHALLENGER,
            asOf,
            fitting.remark().isEmpty() ? why : why + "; " + fitting.remark(),
            fitted.algorithm(),
            asOf,
            history.seq(),
            fitted.parameters(),
            folder);
    List<Written> written = new ArrayList<>();
    if (!fitting.measured().isEmpty()) {
      written.add(new ModelMetrics(history.lakehouse()).add(model, version, fitting.measured()));
    }
    watch.apply(version, fitted).ifPresent(written::add);
    if (!fitting.fairness().isEmpty()) {
      written.add(new Fairness(history.lakehouse()).add(model, version, fitting.fairness()));
    }
    List<Entry> entries = new ArrayList<>();
    if (speaks) {
      champion
          .map(c -> c.to(Stage.RETIRED, asOf, "version " + version + " does better"))
          .ifPresent(entries::add);
    }
    entries.add(entry);
    // Last: a version is there once the registry says so.
    written.add(registry.add(entries));
    return new Trained(entry, written);
  }
}
