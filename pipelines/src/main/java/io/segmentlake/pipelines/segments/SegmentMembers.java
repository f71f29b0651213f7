package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.pipelines.DataCheckException;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.segments.EvaluatedSegments.Evaluation;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who was in a segment at the end of a date, as known now, and what its evaluation counted.
 *
 * @param zone of the shop
 */
public record SegmentMembers(
    Lakehouse lakehouse, ZoneId zone, String segmentId, LocalDate asOf, Evaluation evaluation) {

  /**
   * Members of a segment at a date.
   *
   * @throws DataCheckException where it was not evaluated
   */
  public static SegmentMembers of(
      Lakehouse lakehouse, ZoneId zone, String segmentId, LocalDate asOf) {
    Evaluation evaluation =
        EvaluatedSegments.at(lakehouse, asOf)
            .of(segmentId)
            .orElseThrow(
                () ->
                    new DataCheckException(
                        "Cannot read segment '"
                            + segmentId
                            + "' as of "
                            + asOf
                            + ": not evaluated. 'segmentlake segments list' shows segments and"
                            + " dates that were."));
    return new SegmentMembers(lakehouse, zone, segmentId, asOf, evaluation);
  }

  /** customer_id of each. */
  public Dataset<Row> ids() {
    return new Members(lakehouse, zone)
        .at(asOf, OptionalLong.empty())
        .where(
            col("segment_id").equalTo(segmentId).and(col("version").equalTo(evaluation.version())))
        .select("customer_id");
  }

  /**
   * Whether members read are those that were evaluated.
   *
   * @throws DataCheckException where rows are missing, doubled or changed
   */
  public void verify(Dataset<Row> members) {
    Row read = members.agg(count(lit(1)), SegmentCount.membersHash(col("customer_id"))).head();
    if (read.getLong(0) != evaluation.members()
        || read.getDecimal(1).compareTo(evaluation.membersHash()) != 0) {
      throw new DataCheckException(
          "Cannot hand over segment '"
              + segmentId
              + "' of "
              + asOf
              + ": the evaluation counted "
              + evaluation.members()
              + " members, segments.membership has "
              + read.getLong(0)
              + " or others. Run the date again: segmentlake run daily --from "
              + asOf
              + " --as-of "
              + asOf);
    }
  }
}
