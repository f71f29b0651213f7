package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.pipelines.DataCheckException;
import io.segmentlake.pipelines.Lakehouse;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads who was in a segment at a date, as known now, and checks it against what the evaluation
 * counted.
 */
public final class SegmentMembers {
  private final Lakehouse lakehouse;
  private final ZoneId zone;

  public SegmentMembers(Lakehouse lakehouse, ZoneId zone) {
    this.lakehouse = lakehouse;
    this.zone = zone;
  }

  /** What an evaluation says of a segment at a date. */
  public record Evaluated(int version, long members, BigDecimal membersHash) {}

  /**
   * The evaluation of the segment at a date.
   *
   * @throws DataCheckException where there is none
   */
  public Evaluated evaluation(String segmentId, LocalDate asOf) {
    List<Row> rows =
        lakehouse
            .read(SegmentTables.EVALUATIONS)
            .where(
                col("segment_id")
                    .equalTo(segmentId)
                    .and(col("as_of").equalTo(lit(Date.valueOf(asOf)))))
            .orderBy(col("version").desc())
            .select("version", "members", "members_hash")
            .collectAsList();
    if (rows.isEmpty()) {
      throw new DataCheckException(
          "Cannot read segment '"
              + segmentId
              + "' as of "
              + asOf
              + ": not evaluated. 'segmentlake segments list' shows segments and dates that were.");
    }
    Row row = rows.get(0);
    return new Evaluated(row.getInt(0), row.getLong(1), row.getDecimal(2));
  }

  /** customer_id of each member at the end of a date. */
  public Dataset<Row> at(String segmentId, LocalDate asOf) {
    Evaluated evaluated = evaluation(segmentId, asOf);
    return lakehouse
        .read(SegmentTables.MEMBERSHIP)
        .where(
            col("segment_id").equalTo(segmentId).and(col("version").equalTo(evaluated.version())))
        .where(col("known_to").isNull().and(Members.isIn(asOf, zone)))
        .select("customer_id");
  }

  /**
   * Whether members read are those that were evaluated.
   *
   * @throws DataCheckException where rows are missing, doubled or changed
   */
  public void verify(String segmentId, LocalDate asOf, Dataset<Row> members) {
    Evaluated evaluated = evaluation(segmentId, asOf);
    Row read =
        members
            .agg(
                org.apache.spark.sql.functions.count(lit(1)),
                SegmentCount.membersHash(col("customer_id")))
            .head();
    if (read.getLong(0) != evaluated.members()
        || read.getDecimal(1).compareTo(evaluated.membersHash()) != 0) {
      throw new DataCheckException(
          "Cannot hand over segment '"
              + segmentId
              + "' of "
              + asOf
              + ": the evaluation counted "
              + evaluated.members()
              + " members, segments.membership has "
              + read.getLong(0)
              + " or others. Run the date again: segmentlake run daily --from "
              + asOf
              + " --as-of "
              + asOf);
    }
  }
}
