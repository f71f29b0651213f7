package io.segmentlake.jobs;

import io.segmentlake.jobs.daily.CustomerDayJob;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.jobs.daily.FreshnessJob;
import io.segmentlake.jobs.daily.IngestJob;
import io.segmentlake.jobs.daily.SegmentsJob;
import io.segmentlake.jobs.daily.SilverJob;
import java.util.List;

/** The jobs that run together. */
public enum Schedule {
  /** Once a day, for the business date that ended. */
  DAILY;

  /** The jobs in the order in which they can run. */
  public JobGraph jobs() {
    return JobGraph.of(
        switch (this) {
          case DAILY ->
              List.of(
                  new IngestJob(),
                  new SilverJob(),
                  new FreshnessJob(),
                  new CustomerDayJob(),
                  new CustomerJob(),
                  new SegmentsJob());
        });
  }
}
