package io.segmentlake.pipelines.segments;

import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Keeps segments.evaluations: which segment was evaluated at which date, with which outcome. */
final class Evaluations {
  private final Lakehouse lakehouse;
  private final EvaluatedDates dates;
  private final long seq;

  Evaluations(Lakehouse lakehouse, EvaluatedDates dates, long seq) {
    this.lakehouse = lakehouse;
    this.dates = dates;
    this.seq = seq;
  }

  Written write(List<SegmentCount> counts, Thresholds thresholds) {
    List<Row> rows = counts.stream().map(c -> row(c, thresholds)).toList();
    return lakehouse.replaceWhere(
        SegmentTables.EVALUATIONS,
        dates.predicate(),
        lakehouse.spark().createDataFrame(rows, SegmentTables.EVALUATIONS.structType()));
  }

  private Row row(SegmentCount count, Thresholds thresholds) {
    return RowFactory.create(
        count.segment().id(),
        count.segment().definition().version(),
        Date.valueOf(count.asOf()),
        Timestamp.from(dates.instant(count.asOf())),
        count.base(),
        count.members(),
        count.base() - count.members() - count.unknown(),
        count.unknown(),
        count.membersHash(),
        thresholds.of(count.segment(), count.asOf()),
        seq);
  }
}
