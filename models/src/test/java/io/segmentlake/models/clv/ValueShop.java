package io.segmentlake.models.clv;

import io.segmentlake.models.training.Labels;
import io.segmentlake.models.training.PastSnapshots;
import io.segmentlake.models.training.Snapshots;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A made-up shop of 540 days. Customers visit it until they lose interest, order on some of these
 * days, and each spends amounts near one of its own: so visits tell who comes back, and the first
 * order how much it will be. Histories of orders alone know neither of who has ordered once.
 */
final class ValueShop {
  static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  static final LocalDate EARLIER = FIRST.plusDays(179);
  static final LocalDate NOW = EARLIER.plusDays(Snapshots.VALUE_HORIZON);
  static final LocalDate LAST = NOW.plusDays(Snapshots.VALUE_HORIZON);

  private ValueShop() {}

  /** Snapshots of both dates with what came in the half year after each. */
  static Dataset<Row> snapshots(SparkSession spark, int customers) {
    Dataset<Row> ledger =
        spark.createDataFrame(rows(customers), StructType.fromDDL(PastSnapshots.LEDGER)).cache();
    return Labels.add(
            PastSnapshots.features(ledger, List.of(EARLIER, NOW)),
            ledger,
            List.of(Snapshots.VALUE_HORIZON),
            LAST)
        .where("order_days > 0")
        .localCheckpoint();
  }

  static Dataset<Row> at(Dataset<Row> snapshots, LocalDate date) {
    return snapshots.where("as_of = date'" + date + "'");
  }

  private static List<Row> rows(int customers) {
    SplittableRandom dice = new SplittableRandom(7);
    List<Row> rows = new ArrayList<>();
    for (long id = 1; id <= customers; id++) {
      int day = dice.nextInt(120);
      int until = day + (int) (-200 * Math.log(dice.nextDouble()));
      double worth = 10 * Math.exp(2.5 * dice.nextDouble());
      rows.add(row(id, day, "orders", "order", worth));
      while (++day < Math.min(until, 540)) {
        if (dice.nextDouble() < .08) {
          rows.add(row(id, day, "web_events", "view", 0));
          if (dice.nextDouble() < .15) {
            rows.add(row(id, day, "orders", "order", worth * (.8 + .4 * dice.nextDouble())));
          }
        }
      }
    }
    return rows;
  }

  private static Row row(long id, int day, String stream, String type, double amount) {
    BigDecimal money = BigDecimal.valueOf(amount).setScale(4, RoundingMode.HALF_UP);
    return RowFactory.create(
        id, Date.valueOf(FIRST.plusDays(day)), stream, type, 1L, money, null, 1L);
  }
}
