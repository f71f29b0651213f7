package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.training.Labels;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerHistory;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who would have been in a draft at dates of the past, and what each then did. As in a backfill, a
 * date is judged by all that is known of it today. Nothing is written.
 *
 * @param drafts with all that they build on
 */
public record DraftBacktest(CustomerHistory history, CompiledSegments drafts) {
  private static final String[] DATE_AND_PERSON = {"as_of", "customer_id"};

  /**
   * One row per date and buyer of then: as_of, customer_id, is_member, and {@code
   * orders_next_<h>d}, {@code revenue_next_<h>d} as {@link Labels} has them.
   *
   * @param id of the draft
   * @param horizonDays how long after each date
   * @param last date up to the end of which all is known; later ones have no outcome
   */
  public Dataset<Row> of(String id, List<LocalDate> dates, int horizonDays, LocalDate last) {
    SegmentRows rows = new SegmentRows(history, drafts);
    try (Customer.Features features = new Customer(history).at(dates)) {
      Dataset<Row> measured = rows.measured(features.rows(), dates);
      Thresholds thresholds =
          Thresholds.of(history.lakehouse(), drafts.thresholds(measured, features.statistics()));
      Dataset<Row> judged = drafts.withThresholds(measured, thresholds.rows());
      return Labels.add(members(id, rows, judged), history.ledger(), List.of(horizonDays), last);
    }
  }

  /** Those who had never ordered are not among the rest: it would make any rule look good. */
  private Dataset<Row> members(String id, SegmentRows rows, Dataset<Row> judged) {
    Dataset<Row> draft = rows.ordinals().where(col("segment_id").equalTo(id));
    Dataset<Row> in =
        drafts
            .evaluate(judged)
            .where("state = 'in'")
            .join(draft, "segment")
            .select(col("as_of"), col("customer_id"), lit(true).as("is_in"));
    return judged
        .where("orders_lifetime > 0")
        .select("as_of", "customer_id")
        .join(in, DATE_AND_PERSON, "left")
        .select(
            col("as_of"), col("customer_id"), coalesce(col("is_in"), lit(false)).as("is_member"));
  }
}
