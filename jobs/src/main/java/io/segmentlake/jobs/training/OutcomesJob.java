package io.segmentlake.jobs.training;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.predictions.Outcomes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds what champions promised at past dates against what came. */
public final class OutcomesJob implements Job {

  @Override
  public String name() {
    return "outcomes";
  }

  @Override
  public List<Table> reads() {
    return List.of(Snapshots.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(Outcomes.TABLE);
  }

  @Override
  public Outcome run(RunContext context) {
    return Compilation.forRows(
        context.spark(),
        CustomerJob.history(context).ledgerRows(),
        () -> {
          Outcomes outcomes = new Outcomes(context.lakehouse());
          return Outcome.of(
              Stream.of(outcomes.addChurn(), outcomes.addValue())
                  .flatMap(Optional::stream)
                  .toList());
        });
  }
}
