package io.segmentlake.jobs;

import io.segmentlake.jobs.daily.CustomerDayJob;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.jobs.daily.FreshnessJob;
import io.segmentlake.jobs.daily.IngestJob;
import io.segmentlake.jobs.daily.PredictionsJob;
import io.segmentlake.jobs.daily.PurchasePredictionsJob;
import io.segmentlake.jobs.daily.SegmentsJob;
import io.segmentlake.jobs.daily.SilverJob;
import io.segmentlake.jobs.maintenance.ForgetRawLinesJob;
import io.segmentlake.jobs.maintenance.MaintainTablesJob;
import io.segmentlake.jobs.training.ExperimentsJob;
import io.segmentlake.jobs.training.OutcomesJob;
import io.segmentlake.jobs.training.SnapshotsJob;
import io.segmentlake.jobs.training.TrainJob;
import io.segmentlake.jobs.training.TrainPropensityJob;
import io.segmentlake.jobs.training.TrainRecommendationsJob;
import io.segmentlake.pipelines.training.ChurnTrainer;
import io.segmentlake.pipelines.training.ClvTrainer;
import io.segmentlake.pipelines.training.ConversionTrainer;
import io.segmentlake.pipelines.training.UpliftTrainer;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The jobs that run together. */
public enum Schedule {
  /** Once a day, for the business date that ended. */
  DAILY,

  /** Once a week: models learn from what is known. */
  TRAINING,

  /** Once a week: files of tables are put in order. */
  MAINTENANCE;

  /** The jobs in the order in which they can run. */
  public JobGraph jobs() {
    return JobGraph.of(list());
  }

  /** The jobs of all schedules. */
  public static JobGraph all() {
    return JobGraph.of(
        Stream.of(values()).map(Schedule::list).flatMap(Collection::stream).toList());
  }

  private List<Job> list() {
    return switch (this) {
      case DAILY ->
          List.of(
              new IngestJob(),
              new SilverJob(),
              new FreshnessJob(),
              new CustomerDayJob(),
              new CustomerJob(),
              new PredictionsJob(),
              PurchasePredictionsJob.recommendations(),
              PurchasePredictionsJob.propensity(),
              new SegmentsJob());
      case TRAINING ->
          List.of(
              new SnapshotsJob(),
              new OutcomesJob(),
              new ExperimentsJob(),
              new TrainJob(new ClvTrainer()),
              new TrainJob(new ChurnTrainer()),
              new TrainJob(new UpliftTrainer()),
              new TrainRecommendationsJob(),
              new TrainPropensityJob(),
              new TrainJob(new ConversionTrainer()));
        // In this order: a table that was just written is not looked at before that is on record.
      case MAINTENANCE -> List.of(new MaintainTablesJob(), new ForgetRawLinesJob());
    };
  }
}
