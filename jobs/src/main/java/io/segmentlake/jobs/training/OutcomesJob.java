package io.segmentlake.jobs.training;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.Experiments;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.Outcomes;
import io.segmentlake.pipelines.predictions.SnapshotPromises;
import io.segmentlake.pipelines.predictions.SoldLines;
import io.segmentlake.pipelines.training.CategoryPromises;
import io.segmentlake.pipelines.training.ConversionPromises;
import io.segmentlake.pipelines.training.ConversionTrainer;
import io.segmentlake.pipelines.training.ListPromises;
import io.segmentlake.pipelines.training.UpliftPromises;
import java.util.List;
import java.util.stream.Stream;

/** Holds what champions promised at past dates against what came. */
public final class OutcomesJob implements Job {

  @Override
  public String name() {
    return "outcomes";
  }

  @Override
  public List<Table> reads() {
    return Stream.of(
            List.of(Snapshots.TABLE, Experiments.TABLE),
            SoldLines.TABLES,
            new ConversionTrainer().learnsFrom())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  @Override
  public List<Table> writes() {
    return List.of(Outcomes.TABLE);
  }

  @Override
  public Outcome run(RunContext context) {
    Lakehouse lakehouse = context.lakehouse();
    CustomerHistory history = CustomerJob.history(context);
    return Compilation.forRows(
        context.spark(),
        history.ledgerRows(),
        () ->
            Outcome.of(
                new Outcomes(lakehouse)
                        .add(
                            List.of(
                                SnapshotPromises.churn(lakehouse),
                                SnapshotPromises.value(lakehouse),
                                new CategoryPromises(history, context.asOf()),
                                new ConversionPromises(history, context.asOf()),
                                new ListPromises(history, context.asOf()),
                                new UpliftPromises(lakehouse)),
                            context.asOf())
                        .stream()
                        .toList()));
  }
}
