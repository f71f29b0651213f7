package io.segmentlake.jobs.daily;

import io.segmentlake.jobs.RunContext;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.ops.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The ingest runs that a job works through, one after the other in their order.
 *
 * @param job name under which the manifest knows how far it came
 */
record IngestRuns(RunContext context, String job) {

  /** Applies those that the job has not seen yet. */
  List<Written> applyNew(LongFunction<List<Written>> apply) {
    return apply(workedThrough() + 1, Ingest.lastRun(context.lakehouse()), apply);
  }

  /** Applies those that it has seen, to tables that were lost. */
  List<Written> applyAgain(LongFunction<List<Written>> apply) {
    return apply(1, workedThrough(), apply);
  }

  private long workedThrough() {
    return new Runs(context.lakehouse()).workedThrough(job);
  }

  private static List<Written> apply(long first, long last, LongFunction<List<Written>> apply) {
    List<Written> written = new ArrayList<>();
    for (long seq = first; seq <= last; seq++) {
      written.addAll(apply.apply(seq));
    }
    return written;
  }
}
