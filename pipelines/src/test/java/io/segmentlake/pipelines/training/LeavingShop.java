package io.segmentlake.pipelines.training;

import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.features.CustomerDay;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Buyers who differ in how often they buy, some of whom leave; what they do is known at once. */
final class LeavingShop {
  private LeavingShop() {}

  /** The ledger of the shop up to a date, in place of what was there. */
  static void write(Lakehouse lakehouse, int customers, LocalDate asOf) {
    SplittableRandom dice = new SplittableRandom(11);
    List<Row> rows = new ArrayList<>();
    for (int id = 0; id < customers; id++) {
      LocalDate day = asOf.minusDays(250 + dice.nextInt(300));
      double gap = 20 + 150 * dice.nextDouble();
      double worth = 20 + 80 * dice.nextDouble();
      do {
        String amount = "%.2f".formatted(worth * (.5 + dice.nextDouble())).replace(',', '.');
        rows.add(order(id, day, day, 1, amount));
        day = day.plusDays(1 + (long) (-gap * Math.log(dice.nextDouble())));
      } while (!day.isAfter(asOf) && dice.nextDouble() > .1);
    }
    lakehouse.replace(
        CustomerDay.TABLE, lakehouse.spark().createDataFrame(rows, CustomerDay.TABLE.structType()));
  }

  static Row order(long id, LocalDate on, LocalDate knownOn, long seq, String amount) {
    return RowFactory.create(
        id,
        Date.valueOf(on),
        "orders",
        "order",
        Date.valueOf(knownOn),
        seq,
        1L,
        new BigDecimal(amount).setScale(4),
        BigDecimal.ZERO.setScale(4),
        1L,
        on.toString().substring(0, 7));
  }
}
