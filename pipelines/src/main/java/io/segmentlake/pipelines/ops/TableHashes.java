package io.segmentlake.pipelines.ops;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.features.ShopStatistics;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.ContentHash;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.features.CustomerCategory;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.segments.SegmentTables;
import io.segmentlake.pipelines.silver.Silver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What tables say now, as one hash each: equal for equal content, whatever the order of files, the
 * batches they came in, and the runs it took. Reads every row.
 */
public final class TableHashes {
  private TableHashes() {}

  /** In the way of a row; tables that do not exist are left out. */
  public static Map<String, ContentHash> of(Lakehouse lakehouse) {
    Map<String, ContentHash> hashes = new LinkedHashMap<>();
    Silver.tables().forEach(t -> add(hashes, lakehouse, t));
    List.of(
            CustomerDay.TABLE,
            FeatureColumns.CUSTOMER,
            CustomerCategory.TABLE,
            ShopStatistics.SHOP,
            SegmentTables.DEFINITIONS,
            SegmentTables.MEMBERSHIP,
            SegmentTables.CHANGES,
            SegmentTables.SIZES,
            SegmentTables.EVALUATIONS)
        .forEach(t -> add(hashes, lakehouse, t));
    return hashes;
  }

  private static void add(Map<String, ContentHash> hashes, Lakehouse lakehouse, Table table) {
    if (lakehouse.exists(table)) {
      hashes.put(table.fullName(), ContentHash.of(current(lakehouse.read(table), table)));
    }
  }

  /** Only what is valid and known now; the ledger summed up over the runs that wrote it. */
  private static Dataset<Row> current(Dataset<Row> rows, Table table) {
    List<String> columns = List.of(rows.columns());
    if (table.equals(CustomerDay.TABLE)) {
      return rows.groupBy("customer_id", "event_on", "stream", "type", "known_on")
          .agg(
              sum("events").as("events"),
              sum("amount").as("amount"),
              sum("margin").as("margin"),
              sum("margin_unknown").as("margin_unknown"))
          .where("events <> 0 or amount <> 0 or margin <> 0 or margin_unknown <> 0");
    }
    Dataset<Row> valid =
        columns.contains("superseded_seq") ? rows.where(col("superseded_seq").isNull()) : rows;
    return columns.contains("known_to") ? valid.where(col("known_to").isNull()) : valid;
  }
}
