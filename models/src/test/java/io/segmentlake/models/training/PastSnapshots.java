package io.segmentlake.models.training;

import io.segmentlake.models.features.CustomerFeatures;
import io.segmentlake.models.features.CustomerScores;
import io.segmentlake.models.features.CustomerState;
import io.segmentlake.models.features.ShopStatistics;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Snapshots of a shop without profiles and products, by the transforms of features.customer. */
public final class PastSnapshots {
  public static final String LEDGER =
      "customer_id bigint, event_on date, stream string, type string, events bigint,"
          + " amount decimal(28,4), margin decimal(28,4), margin_unknown bigint";

  private PastSnapshots() {}

  /** Features at the cut-offs, without labels. */
  public static Dataset<Row> features(Dataset<Row> ledger, List<LocalDate> cutOffs) {
    SparkSession spark = ledger.sparkSession();
    List<Row> days = cutOffs.stream().map(day -> RowFactory.create(Date.valueOf(day))).toList();
    Dataset<Row> dates = spark.createDataFrame(days, StructType.fromDDL("as_of date"));
    Dataset<Row> rows =
        CustomerFeatures.of(
                CustomerState.rebuild(ledger, dates),
                none(
                    spark,
                    "as_of date, customer_id bigint, registered_on date, confirmed_on date, country string,"
                        + " region string, language string, gender string, age_band string,"
                        + " is_business boolean, acquisition_source string,"
                        + " acquisition_medium string"),
                none(
                    spark,
                    "as_of date, customer_id bigint, category_count_lifetime bigint,"
                        + " top_category string, top_category_share decimal(18,4)"))
            .localCheckpoint();
    return CustomerScores.of(rows, ShopStatistics.of(rows)).localCheckpoint();
  }

  public static Dataset<Row> labelled(
      Dataset<Row> ledger, TrainingWindows windows, LocalDate lastKnownDate) {
    return Labels.add(
        features(ledger, windows.cutOffs()), ledger, List.of(windows.horizonDays()), lastKnownDate);
  }

  private static Dataset<Row> none(SparkSession spark, String ddl) {
    return spark.createDataFrame(List.of(), StructType.fromDDL(ddl));
  }
}
