package io.segmentlake.models.features;

import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Everything that follows from a person's state, profile and categories at an as-of date, but for
 * scores.
 */
public final class CustomerFeatures {
  private CustomerFeatures() {}

  /**
   * One row per as-of date and person, with all columns of features.customer that need no other
   * person.
   *
   * @param states as {@link CustomerState} makes them
   * @param profiles one row per as-of date and person: registered_on, confirmed_on and the profile
   *     columns
   * @param categories one row per as-of date and person, as {@link CustomerCategories} makes them
   */
  public static Dataset<Row> of(
      Dataset<Row> states, Dataset<Row> profiles, Dataset<Row> categories) {
    Dataset<Row> registered =
        profiles.where(coalesce(col("registered_on").leq(col("as_of")), lit(true)));
    Dataset<Row> all =
        states
            .join(registered, new String[] {"as_of", "customer_id"}, "full_outer")
            // Someone without a date of registration exists from the first day something happened.
            .where(col("order_dates").isNotNull().or(col("registered_on").isNotNull()))
            .join(categories, new String[] {"as_of", "customer_id"}, "left");
    return withAges(withOrders(withMargins(zeros(all))));
  }

  /**
   * In one step, as all that follow: each step of its own makes Spark look at all columns again.
   */
  private static Dataset<Row> zeros(Dataset<Row> rows) {
    Map<String, Column> filled = new LinkedHashMap<>();
    StructType schema = rows.schema();
    for (String name : CustomerState.columns()) {
      DataType type = schema.apply(name).dataType();
      if (type.typeName().matches("long|decimal.*")) {
        filled.put(name, coalesce(col(name), lit(0)).cast(type));
      }
    }
    Column none = expr("cast(array() as array<date>)");
    filled.put("order_dates", coalesce(col("order_dates"), none));
    return rows.withColumns(filled);
  }

  private static Dataset<Row> withMargins(Dataset<Row> rows) {
    Map<String, Column> known = new LinkedHashMap<>();
    for (Window window : Window.ALL) {
      String margin = window.name("margin");
      known.put(
          margin, when(col(window.name("margin_unknown")).equalTo(0), col("known_" + margin)));
    }
    return rows.withColumns(known);
  }

  private static Dataset<Row> withOrders(Dataset<Row> rows) {
    Column days = array_size(col("order_dates"));
    Column first = try_element_at(col("order_dates"), lit(1));
    Column last = try_element_at(col("order_dates"), lit(-1));
    Column span = date_diff(last, first);
    // Var = (n Σg² − (Σg)²) / n², and Σg is the span: exact up to the one square root.
    String squares =
        "aggregate(sequence(2, size(order_dates)), 0L, (s, i) -> s + "
            + "cast(pow(datediff(order_dates[i - 1], order_dates[i - 2]), 2) as bigint))";
    String variance =
        "(size(order_dates) - 1) * "
            + squares
            + " - cast(pow(datediff(last_order_on, first_order_on), 2) as bigint)";
    Map<String, Column> dates = new LinkedHashMap<>();
    dates.put("first_order_on", first);
    dates.put("last_order_on", last);
    dates.put("order_days", days);
    dates.put("own_gap_days", when(days.geq(2), span.divide(days.minus(1)).cast("decimal(18,4)")));
    dates.put(
        "average_order_value",
        ratio(col("revenue_lifetime").plus(col("refunds_lifetime")), col("orders_lifetime")));
    dates.put("margin_rate", ratio(col("margin_lifetime"), col("revenue_lifetime")));
    Column spread =
        expr(
            "cast(sqrt("
                + variance
                + ") / datediff(last_order_on, first_order_on) as decimal(18,4))");
    return rows.withColumns(dates).withColumn("gap_cv", when(days.geq(3), spread));
  }

  private static Column ratio(Column part, Column whole) {
    return when(whole.gt(0), part.divide(whole).cast("decimal(18,4)"));
  }

  private static Dataset<Row> withAges(Dataset<Row> rows) {
    Column score =
        col("email_opens_90d")
            .plus(col("email_clicks_90d").multiply(3))
            .plus(col("visits_90d").multiply(2));
    Map<String, Column> last = new LinkedHashMap<>();
    last.put("last_reaction_on", greatest(col("last_open_on"), col("last_click_on")));
    last.put(
        "last_activity_on",
        greatest(
            col("last_visit_on"),
            col("last_order_on"),
            col("last_open_on"),
            col("last_click_on"),
            when(col("confirmed_on").leq(col("as_of")), col("confirmed_on"))));
    last.put("days_since_registration", date_diff(col("as_of"), col("registered_on")));
    last.put("engagement_score", score);
    last.put(
        "engagement_tier",
        when(score.geq(10), "high")
            .when(score.geq(4), "medium")
            .when(score.geq(1), "low")
            .otherwise("none"));
    Map<String, Column> ages = new LinkedHashMap<>();
    for (String name :
        List.of(
            "first_order",
            "last_order",
            "last_visit",
            "last_cart",
            "last_open",
            "last_click",
            "last_reaction",
            "last_activity")) {
      ages.put("days_since_" + name, date_diff(col("as_of"), col(name + "_on")));
    }
    return rows.withColumns(last).withColumns(ages);
  }
}
