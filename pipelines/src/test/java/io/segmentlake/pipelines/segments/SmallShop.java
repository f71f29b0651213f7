package io.segmentlake.pipelines.segments;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.features.ShopStatistics;
import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.features.CustomerHistory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** A shop of a few orders over 10 each, whose segments can be defined and evaluated. */
final class SmallShop {
  private static final ZoneId UTC = ZoneId.of("UTC");

  private final Lakehouse lakehouse;
  private final Path definitions;
  private final Map<Long, List<LocalDate>> orders = new TreeMap<>();

  SmallShop(LakehouseExtension lake) {
    this.lakehouse = lake.lakehouse();
    this.definitions = lake.folder().resolve("segments");
  }

  void orders(long customer, String... days) {
    orders.put(customer, Arrays.stream(days).map(LocalDate::parse).toList());
  }

  void define(String id, int version, String when) throws IOException {
    Files.writeString(
        Files.createDirectories(definitions).resolve(id + ".yaml"), yaml(id, version, when));
  }

  static String yaml(String id, int version, String when) {
    return """
    id: %s
    version: %d
    owner: test
    purpose: Says who bought.
    goals: [{kind: relationship, metric: replies}]
    when: %s
    """
        .formatted(id, version, when);
  }

  void remove(String id) throws IOException {
    Files.delete(definitions.resolve(id + ".yaml"));
  }

  void evaluate(String from, String to) {
    CompiledSegments compiled = CompiledSegments.of(SegmentCatalogue.load(definitions).orThrow());
    List<LocalDate> dates =
        LocalDate.parse(from).datesUntil(LocalDate.parse(to).plusDays(1)).toList();
    new Segments(history(), compiled)
        .run(judged(dates), lakehouse.read(ShopStatistics.SHOP), dates);
  }

  /** Keeps the features of a date, as a daily run does. */
  void keepFeatures(String date) {
    lakehouse.replace(FeatureColumns.CUSTOMER, features(List.of(LocalDate.parse(date))));
  }

  CustomerHistory history() {
    return new CustomerHistory(lakehouse, UTC, 1);
  }

  Path definitions() {
    return definitions;
  }

  /** One text a row, sorted. */
  List<String> rows(Table table, String where, String text) {
    return lakehouse.read(table).where(where).selectExpr(text).collectAsList().stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  /** What rules and sizes look at here: plans over all features take long to make. */
  private Dataset<Row> judged(List<LocalDate> dates) {
    return features(dates)
        .select(
            "as_of",
            "customer_id",
            "orders_lifetime",
            "revenue_365d",
            "known_margin_365d",
            "average_order_value");
  }

  /** Of those who had ordered by then; what orders do not tell is null. */
  private Dataset<Row> features(List<LocalDate> dates) {
    List<String> names = Arrays.asList(FeatureColumns.CUSTOMER.structType().fieldNames());
    List<Row> rows = new ArrayList<>();
    for (LocalDate date : dates) {
      orders.forEach(
          (customer, days) -> {
            long count = days.stream().filter(day -> !day.isAfter(date)).count();
            Object[] row = new Object[names.size()];
            row[names.indexOf("as_of")] = Date.valueOf(date);
            row[names.indexOf("customer_id")] = customer;
            row[names.indexOf("arrived_seq")] = 1L;
            row[names.indexOf("orders_lifetime")] = count;
            row[names.indexOf("revenue_365d")] = BigDecimal.valueOf(10 * count).setScale(4);
            if (count > 0) {
              rows.add(RowFactory.create(row));
            }
          });
    }
    return lakehouse.spark().createDataFrame(rows, FeatureColumns.CUSTOMER.structType());
  }
}
