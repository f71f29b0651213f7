package io.segmentlake.models.segments;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.predictions.PredictionColumns;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The definitions in conf/segments, evaluated as of 31 March 2024. */
final class ShippedCatalogue {
  static final LocalDate DAY = LocalDate.of(2024, 3, 31);
  private static final String SHOP =
      "as_of date, name string, category string, statistic string, value decimal(28,4)";

  private final SparkExtension spark;
  private final CompiledSegments compiled =
      CompiledSegments.of(SegmentCatalogue.load(Path.of("../conf/segments")).orThrow());

  ShippedCatalogue(SparkExtension spark) {
    this.spark = spark;
  }

  /** Numbers, from 1, of the customers in a segment. */
  List<Integer> members(String segment, Customer... customers) {
    return members(noShop(), segment, customers);
  }

  List<Integer> members(Dataset<Row> shop, String segment, Customer... customers) {
    return states(shop, customers).stream()
        .filter(r -> segment(r).equals(segment) && r.getString(3).equals("in"))
        .map(r -> (int) r.getLong(1))
        .sorted()
        .toList();
  }

  List<Row> states(Dataset<Row> shop, Customer... customers) {
    Row[] rows = new Row[customers.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = customers[i].row(DAY, i + 1L);
    }
    Dataset<Row> features =
        PredictionColumns.noCategory(
            PredictionColumns.none(
                spark.table(FeatureColumns.CUSTOMER.structType().toDDL(), rows),
                PredictionColumns.tables()));
    Dataset<Row> thresholds = compiled.thresholds(features, shop);
    return compiled.evaluate(compiled.withThresholds(features, thresholds)).collectAsList();
  }

  String segment(Row row) {
    return compiled.segments().get(row.getInt(2)).id();
  }

  Dataset<Row> noShop() {
    return spark.table(SHOP);
  }

  Dataset<Row> shop(String name, String statistic, String value) {
    Date day = Date.valueOf(DAY);
    return spark.table(SHOP, RowFactory.create(day, name, null, statistic, new BigDecimal(value)));
  }
}
