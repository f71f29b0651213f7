package io.segmentlake.jobs.doctor;

import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.environments.StoreRefusal;
import io.segmentlake.pipelines.ConditionalPut;
import io.segmentlake.pipelines.LogStores;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Whether a lakehouse on S3 can be reached, and whether its store keeps two runs apart. */
public final class StoreChecks {
  private StoreChecks() {}

  /** Writes a small object; nothing to say of a lakehouse elsewhere. */
  public static List<Finding> of(RunContext context) {
    Path lakehouse = new Path(context.settings().lakehouse());
    if (!LogStores.isConditional(lakehouse)) {
      return List.of();
    }
    try {
      ConditionalPut.require(context.hadoop(), new Path(lakehouse, "_locks"));
      return List.of(
          Finding.ok("store", lakehouse + " can be written to, and If-None-Match is honoured"));
    } catch (IOException e) {
      return List.of(
          Finding.fail("store", StoreRefusal.in(List.of(e)).orElseGet(() -> firstLine(e))));
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
