package io.segmentlake.models.churn;

import io.segmentlake.models.training.PastSnapshots;
import io.segmentlake.models.training.TrainingWindows;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A made-up shop of 270 days. Each customer visits it on a tenth of its days and orders on some of
 * these, until it loses interest: from a day of its own on it comes no more. So the days since the
 * last visit are what tells who leaves, and orders alone say less.
 */
final class SmallShop {
  static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  static final LocalDate LAST = FIRST.plusDays(269);

  private SmallShop() {}

  static Dataset<Row> ledger(SparkSession spark, int customers) {
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    for (long id = 1; id <= customers; id++) {
      int from = random.nextInt(60);
      int until = from + 1 + (int) (-150 * Math.log(1 - random.nextDouble()));
      double orders = .1 + .4 * random.nextDouble();
      rows.add(row(id, from, "orders", "order"));
      for (int day = from + 1; day < Math.min(until, 270); day++) {
        if (random.nextDouble() < .15) {
          rows.add(row(id, day, "web_events", "view"));
          if (random.nextDouble() < orders) {
            rows.add(row(id, day, "orders", "order"));
          }
        }
      }
    }
    return spark.createDataFrame(rows, StructType.fromDDL(PastSnapshots.LEDGER));
  }

  static Dataset<Row> snapshots(SparkSession spark, int customers, TrainingWindows windows) {
    return PastSnapshots.labelled(ledger(spark, customers), windows, LAST);
  }

  private static Row row(long id, int day, String stream, String type) {
    BigDecimal amount = new BigDecimal(stream.equals("orders") ? "20.0000" : "0.0000");
    return RowFactory.create(
        id, Date.valueOf(FIRST.plusDays(day)), stream, type, 1L, amount, null, 1L);
  }
}
