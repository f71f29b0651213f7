package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.clv.CustomerValue;
import io.segmentlake.models.clv.TwoPartTraining;
import io.segmentlake.models.clv.ValueModel;
import io.segmentlake.models.training.Snapshots;
import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fits value to what was known at a date, either way; what was fitted once is kept. */
final class ClvFits {
  /** With fewer customers, quantiles of a customer say little. */
  static final long LEAST_CUSTOMERS = 500;

  private static final long SEED = 1;

  private final Dataset<Row> snapshots;
  private final Map<LocalDate, CustomerValue.Fit> btyd = new HashMap<>();

  ClvFits(Dataset<Row> snapshots) {
    this.snapshots = snapshots;
  }

  /** Snapshots of who had ordered by a date; none where there is no such cut-off. */
  Dataset<Row> buyers(LocalDate date) {
    return snapshots
        .where(col("as_of").equalTo(lit(Date.valueOf(date))))
        .where(col("order_days").gt(0));
  }

  /** The fit of BTYD, or why there is none. */
  CustomerValue.Fit btyd(LocalDate date) {
    return btyd.computeIfAbsent(
        date,
        d -> {
          long customers = buyers(d).count();
          return customers < LEAST_CUSTOMERS
              ? new CustomerValue.Fit(
                  null,
                  "%,d customers have ordered, %,d are wanted"
                      .formatted(customers, LEAST_CUSTOMERS))
              : CustomerValue.fit(buyers(d));
        });
  }

  /** Either way; empty where there is too little to learn from. */
  Optional<ValueModel> fit(ClvWay way, LocalDate date) {
    return way == ClvWay.BTYD ? Optional.ofNullable(btyd(date).model()) : twoPart(date);
  }

  /** Learned from what came by the date of who had ordered half a year before it. */
  private Optional<ValueModel> twoPart(LocalDate date) {
    LocalDate earlier = date.minusDays(Snapshots.VALUE_HORIZON);
    CustomerValue now = btyd(date).model();
    CustomerValue then = btyd(earlier).model();
    if (now == null || then == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        TwoPartTraining.of(SEED)
            .fit(
                new TwoPartTraining.Earlier(buyers(earlier), Snapshots.VALUE_HORIZON, then),
                buyers(date),
                now)
            .model());
  }
}
