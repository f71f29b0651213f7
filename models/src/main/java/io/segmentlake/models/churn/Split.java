package io.segmentlake.models.churn;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.segmentlake.models.metrics.CustomerHash;
import io.segmentlake.models.training.TrainingWindows;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/**
 * Rows to learn from and rows to judge by.
 *
 * @param name of the split, for people
 */
record Split(String name, Column training, Column validation) {
  private static final int FOLDS = 3;

  /** All rows to learn from. */
  static Split none() {
    return new Split("all", lit(true), lit(false));
  }

  /** Later cut-offs judged by what earlier ones teach; customers held out where there are none. */
  static List<Split> rolling(TrainingWindows windows, long seed) {
    if (windows.rounds().isEmpty()) {
      return ofCustomers(seed);
    }
    return windows.rounds().stream()
        .map(
            round ->
                new Split(
                    round.validation().toString(),
                    TrainingRows.at(round.training()),
                    TrainingRows.at(List.of(round.validation()))))
        .toList();
  }

  /** Customers held out: each fold of them judged, at all cut-offs, by what the others teach. */
  static List<Split> ofCustomers(long seed) {
    return IntStream.range(0, FOLDS)
        .mapToObj(
            fold -> {
              Column mine = CustomerHash.fold("customer_id", FOLDS, seed).equalTo(fold);
              return new Split("customers %d of %d".formatted(fold + 1, FOLDS), not(mine), mine);
            })
        .toList();
  }
}
