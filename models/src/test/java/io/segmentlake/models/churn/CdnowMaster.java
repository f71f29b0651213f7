package io.segmentlake.models.churn;

import io.segmentlake.models.training.PastSnapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * All customers whom CDNOW won in the first quarter of 1997, as a ledger of their orders up to June
 * 1998. The file comes with a package of others, which {@code .ci/cdnow} fetches.
 */
public final class CdnowMaster {
  public static final LocalDate FIRST = LocalDate.of(1997, 1, 1);
  public static final LocalDate CUT_OFF = LocalDate.of(1997, 9, 30);
  private static final String PROPERTY = "segmentlake.cdnow";

  private CdnowMaster() {}

  /** For {@code EnabledIf}. */
  public static boolean isGiven() {
    return !System.getProperty(PROPERTY, "").isEmpty();
  }

  public static Dataset<Row> ledger(SparkSession spark) {
    try (var lines = Files.lines(Path.of(System.getProperty(PROPERTY)))) {
      List<Row> rows = lines.skip(1).map(line -> row(line.strip().split(" +"))).toList();
      return spark.createDataFrame(rows, StructType.fromDDL(PastSnapshots.LEDGER)).cache();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String[] cells) {
    return RowFactory.create(
        Long.valueOf(cells[0]),
        Date.valueOf(LocalDate.parse(cells[1], DateTimeFormatter.BASIC_ISO_DATE)),
        "orders",
        "order",
        1L,
        new BigDecimal(cells[3]).setScale(4),
        null,
        1L);
  }
}
