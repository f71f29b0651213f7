package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.features.ShopStatistics;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.propensity.PropensityTables;
import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.CategoryPropensities;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.Predictions;
import io.segmentlake.pipelines.segments.SegmentTables;
import io.segmentlake.pipelines.segments.Segments;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Evaluates all segments at every date since the last one evaluated, or at the range asked for. */
public final class SegmentsJob implements Job {
  /** Dates in one plan; more are done in turns, so that memory stays bounded. */
  private static final int DATES_AT_ONCE = 14;

  @Override
  public String name() {
    return "segments";
  }

  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>(PredictionColumns.tables());
    tables.addAll(
        List.of(
            FeatureColumns.CUSTOMER,
            ShopStatistics.SHOP,
            ModelRegistry.TABLE,
            PropensityTables.PROPENSITY));
    return tables;
  }

  @Override
  public List<Table> writes() {
    return List.of(
        SegmentTables.DEFINITIONS,
        SegmentTables.MEMBERSHIP,
        SegmentTables.CHANGES,
        SegmentTables.SIZES,
        SegmentTables.EVALUATIONS);
  }

  @Override
  public boolean spansDates() {
    return true;
  }

  @Override
  public Outcome run(RunContext context) {
    CompiledSegments compiled =
        CompiledSegments.of(
            SegmentCatalogue.load(context.configuration().resolve("segments")).orThrow());
    CustomerHistory history = CustomerJob.history(context);
    Segments segments = new Segments(history, compiled);
    List<LocalDate> dates = segments.dates(context.settings().from(), context.asOf());
    List<Written> written =
        Compilation.forRows(
            context.spark(),
            history.ledgerRows() * dates.size(),
            () -> evaluate(segments, new Customer(history), dates));
    List<String> silent = silent(history, context.asOf(), compiled.predictions());
    return Outcome.of(written)
        .saying(
            compiled.segments().size()
                + " segments at "
                + dates.size()
                + " dates up to "
                + context.asOf()
                + (silent.isEmpty()
                    ? ""
                    : "; without predictions of "
                        + String.join(", ", silent)
                        + ": see 'segmentlake models list', or 'run training'"));
  }

  /** Models that rules name and that do not speak. */
  private static List<String> silent(CustomerHistory history, LocalDate date, Set<String> named) {
    List<String> silent = new ArrayList<>();
    new Predictions(history.lakehouse()).silent(date, named).forEach(k -> silent.add(k.text()));
    if (new CategoryPropensities(history).isSilent(date, named)) {
      silent.add(PropensityTables.MODEL);
    }
    return silent;
  }

  private static List<Written> evaluate(
      Segments segments, Customer customer, List<LocalDate> dates) {
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < dates.size(); i += DATES_AT_ONCE) {
      List<LocalDate> some = dates.subList(i, Math.min(i + DATES_AT_ONCE, dates.size()));
      try (Customer.Features features = customer.stored(some)) {
        written.addAll(segments.run(features.rows(), features.statistics(), some));
      }
    }
    return written;
  }
}
