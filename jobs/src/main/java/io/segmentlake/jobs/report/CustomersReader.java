package io.segmentlake.jobs.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.features.ShopStatistics;
import io.segmentlake.pipelines.Lakehouse;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sums up features.customer and reads what is typical of the shop. */
final class CustomersReader {
  private static final int COHORTS = 12;

  private final Lakehouse lakehouse;

  CustomersReader(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** Empty where features.customer has no rows. */
  Optional<CustomerData> read() {
    Dataset<Row> customers = lakehouse.read(FeatureColumns.CUSTOMER);
    List<Row> rows =
        customers
            .groupBy(
                coalesce(col("recency_score"), lit(0)).as("recency"),
                coalesce(col("frequency_score"), lit(0)).as("frequency"),
                col("rfm_group"))
            .agg(
                count(lit(1)).as("customers"),
                sum("revenue_lifetime").as("revenue"),
                sum("revenue_365d").as("revenue_365d"),
                max("as_of").as("as_of"))
            .collectAsList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    LocalDate asOf = Rows.date(rows.get(0), "as_of");
    List<CustomerData.Statistic> statistics = statistics(asOf);
    return Optional.of(
        new CustomerData(
            asOf,
            rows.stream().map(CustomersReader::cell).toList(),
            recencyEdges(statistics),
            statistics,
            cohorts(customers, asOf)));
  }

  private List<CustomerData.Statistic> statistics(LocalDate asOf) {
    return lakehouse
        .read(ShopStatistics.SHOP)
        .where(col("as_of").equalTo(lit(Date.valueOf(asOf))))
        .where(col("category").isNull().and(col("value").isNotNull()))
        .collectAsList()
        .stream()
        .map(
            row ->
                new CustomerData.Statistic(
                    Rows.text(row, "name"),
                    Rows.text(row, "statistic"),
                    Rows.decimal(row, "value")))
        .toList();
  }

  /** Months of first orders; "again" means on another day. */
  private static List<CustomerData.Cohort> cohorts(Dataset<Row> customers, LocalDate asOf) {
    Date first = Date.valueOf(asOf.withDayOfMonth(1).minusMonths(COHORTS - 1));
    Column month = date_trunc("month", col("first_order_on")).cast("date");
    return customers
        .where(col("first_order_on").geq(lit(first)))
        .withColumn(
            "gap",
            expr("if(size(order_dates) > 1, datediff(order_dates[1], order_dates[0]), null)"))
        .groupBy(month.as("month"))
        .agg(
            count(lit(1)).as("customers"),
            again(30),
            again(60),
            again(90),
            count(col("gap")).as("again"))
        .orderBy("month")
        .collectAsList()
        .stream()
        .map(
            row ->
                new CustomerData.Cohort(
                    Rows.date(row, "month"),
                    Rows.whole(row, "customers"),
                    Rows.whole(row, "again_30"),
                    Rows.whole(row, "again_60"),
                    Rows.whole(row, "again_90"),
                    Rows.whole(row, "again")))
        .toList();
  }

  private static Column again(int days) {
    return count(when(col("gap").leq(days), 1)).as("again_" + days);
  }

  private static CustomerData.Cell cell(Row row) {
    return new CustomerData.Cell(
        (int) Rows.whole(row, "recency"),
        (int) Rows.whole(row, "frequency"),
        Rows.text(row, "rfm_group"),
        Rows.whole(row, "customers"),
        RevenueReader.orZero(Rows.decimal(row, "revenue")),
        RevenueReader.orZero(Rows.decimal(row, "revenue_365d")));
  }

  private static List<Integer> recencyEdges(List<CustomerData.Statistic> statistics) {
    List<Integer> edges = new ArrayList<>();
    for (int edge = 1; edge <= 4; edge++) {
      String name = "edge_" + edge;
      statistics.stream()
          .filter(s -> s.name().equals("recency_days") && s.statistic().equals(name))
          .forEach(s -> edges.add(s.value().intValue()));
    }
    return edges;
  }
}
