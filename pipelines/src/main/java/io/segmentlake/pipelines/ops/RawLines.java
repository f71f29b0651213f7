package io.segmentlake.pipelines.ops;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.BronzeTables;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.spark.sql.Column;

/**
 * Forgets raw lines in quarantine. They stay as they stood in the shop's file, with whatever
 * personal data was in them, to be looked at; after a month nobody will. File, line and reason stay
 * for the counts.
 */
public final class RawLines {
  /** How long they are kept after they came. */
  public static final Duration KEPT = Duration.ofDays(30);

  private final Lakehouse lakehouse;

  public RawLines(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /**
   * What was forgotten.
   *
   * @param lines that had their text until now
   */
  public record Result(Written written, long lines) {}

  /** Forgets the lines of all ingest runs that ended before {@link #KEPT}. */
  public Result forget(Instant now) {
    long last = new Runs(lakehouse).arrivedBefore(now.minus(KEPT));
    Column expired = col("arrived_seq").leq(lit(last)).and(col("raw").isNotNull());
    long lines = last == 0 ? 0 : lakehouse.read(BronzeTables.QUARANTINE).where(expired).count();
    if (lines > 0) {
      DeltaTable.forPath(lakehouse.spark(), lakehouse.path(BronzeTables.QUARANTINE))
          .update(expired, Map.of("raw", lit(null).cast("string")));
    }
    long version = lakehouse.version(BronzeTables.QUARANTINE);
    return new Result(
        lines > 0
            ? Written.rewritten(BronzeTables.QUARANTINE, version)
            : Written.unchanged(BronzeTables.QUARANTINE, version),
        lines);
  }
}
