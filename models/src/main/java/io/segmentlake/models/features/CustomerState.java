package io.segmentlake.models.features;

import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is kept of each person at an as-of date: sums over windows, first and last dates, and the
 * days with an order. Built from the whole ledger, or slid from an earlier date by the difference;
 * both give the same rows.
 */
public final class CustomerState {
  private static final List<String> SUMMED =
      List.of(
          "orders",
          "revenue",
          "known_margin",
          "margin_unknown",
          "visits",
          "cart_adds",
          "email_delivered",
          "email_opens",
          "email_masked_opens",
          "email_clicks");

  /** Last dates, and the day's column that must be above 0. */
  private static final List<String[]> LAST =
      List.of(
          new String[] {"last_visit_on", "web_events"},
          new String[] {"last_cart_on", "cart_adds"},
          new String[] {"last_open_on", "email_opens"},
          new String[] {"last_masked_open_on", "email_masked_opens"},
          new String[] {"last_click_on", "email_clicks"});

  private CustomerState() {}

  /** Columns besides {@code as_of, customer_id}, in the order of the table. */
  public static List<String> columns() {
    List<String> names = new ArrayList<>();
    SUMMED.forEach(m -> Window.ALL.forEach(w -> names.add(w.name(m))));
    names.add("refunds_lifetime");
    LAST.forEach(l -> names.add(l[0]));
    names.add("first_delivery_on");
    names.add("order_dates");
    return names;
  }

  /**
   * One row per as-of date and person with any day up to it.
   *
   * @param ledger features.customer_day of persons, already cut to what was known
   * @param dates one column {@code as_of}
   */
  public static Dataset<Row> rebuild(Dataset<Row> ledger, Dataset<Row> dates) {
    return ofDays(upTo(dates, CustomerDays.sums(ledger)));
  }

  /**
   * The same, at each date from what was known by its end.
   *
   * @param ledger features.customer_day of persons, with {@code known_on}
   * @param dates one column {@code as_of}
   */
  public static Dataset<Row> rebuildAsKnown(Dataset<Row> ledger, Dataset<Row> dates) {
    Dataset<Row> known = upTo(dates, ledger).where(col("known_on").leq(col("as_of")));
    return ofDays(CustomerDays.sums(known, "as_of"));
  }

  private static Dataset<Row> upTo(Dataset<Row> dates, Dataset<Row> rows) {
    return rows.crossJoin(broadcast(dates)).where(col("event_on").leq(col("as_of")));
  }

  private static Dataset<Row> ofDays(Dataset<Row> days) {
    List<Column> sums = new ArrayList<>();
    for (String metric : SUMMED) {
      for (Window window : Window.ALL) {
        sums.add(
            sumOf(when(window.holds(col("as_of")), col(metric)), metric).as(window.name(metric)));
      }
    }
    sums.add(
        sumOf(col("refunds"), "refunds").multiply(-1).cast("decimal(28,4)").as("refunds_lifetime"));
    for (String[] last : LAST) {
      sums.add(max(when(CustomerDays.isPositive(last[1]), col("event_on"))).as(last[0]));
    }
    sums.add(
        min(when(CustomerDays.isPositive("email_delivered"), col("event_on")))
            .as("first_delivery_on"));
    sums.add(orderDates("orders").as("order_dates"));
    return days.withColumn("visits", visit("web_events"))
        .groupBy("as_of", "customer_id")
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  /** The days that a slide reads besides those with late rows: new ones, and those that leave. */
  public static Column touched(LocalDate from, LocalDate to) {
    Column touched = col("event_on").gt(date(from)).and(col("event_on").leq(date(to)));
    for (Window window : Window.BOUNDED) {
      touched = touched.or(window.leaves(date(from), date(to)));
    }
    return touched;
  }

  /**
   * The state at date {@code to}, from the state at an earlier or equal date. Rows with {@code
   * is_lost} need a rebuild: a correction took away a last or first date, which sums cannot tell.
   *
   * @param state at {@code from}, as of run {@code fromSeq}
   * @param days all ledger rows, of persons, of all days that {@link #touched} names, and of those
   *     with late rows
   */
  public static Dataset<Row> slide(
      Dataset<Row> state, Dataset<Row> days, LocalDate from, long fromSeq, LocalDate to) {
    Dataset<Row> difference = difference(days, from, fromSeq, to);
    List<Column> columns =
        new ArrayList<>(List.of(lit(Date.valueOf(to)).as("as_of"), col("customer_id")));
    for (String metric : SUMMED) {
      for (Window window : Window.ALL) {
        columns.add(added(window.name(metric), typeOf(metric)));
      }
    }
    columns.add(added("refunds_lifetime", "decimal(28,4)"));
    for (String[] last : LAST) {
      columns.add(greatest(col(last[0]), col("new_" + last[0])).as(last[0]));
    }
    columns.add(
        least(col("first_delivery_on"), col("new_first_delivery_on")).as("first_delivery_on"));
    Column kept = array_except(dates("order_dates"), dates("gone_order_dates"));
    columns.add(array_sort(array_union(kept, dates("new_order_dates"))).as("order_dates"));
    columns.add(coalesce(col("is_lost"), lit(false)).as("is_lost"));
    return state
        .drop("as_of")
        .join(difference, "customer_id", "full_outer")
        .select(columns.toArray(Column[]::new));
  }

  private static Dataset<Row> difference(
      Dataset<Row> ledger, LocalDate from, long fromSeq, LocalDate to) {
    Column before = col("arrived_seq").leq(fromSeq).and(col("event_on").leq(date(from)));
    Column after = col("event_on").leq(date(to));
    Dataset<Row> days =
        CustomerDays.sumsBeforeAndAfter(ledger.where(after), before, lit(true))
            .withColumn("visits", visit("web_events"))
            .withColumn("old_visits", visit("old_web_events"));
    List<Column> sums = new ArrayList<>();
    for (String metric : SUMMED) {
      for (Window window : Window.ALL) {
        Column now = when(window.holds(date(to)), col(metric)).otherwise(lit(0));
        Column then = when(window.holds(date(from)), col("old_" + metric)).otherwise(lit(0));
        sums.add(sumOf(now.minus(then), metric).as("delta_" + window.name(metric)));
      }
    }
    sums.add(
        sumOf(col("old_refunds").minus(col("refunds")), "refunds").as("delta_refunds_lifetime"));
    Column lost = lit(false);
    for (String[] last : LAST) {
      sums.add(max(when(CustomerDays.isPositive(last[1]), col("event_on"))).as("new_" + last[0]));
      lost = lost.or(lost(last[1]));
    }
    lost = lost.or(lost("email_delivered"));
    sums.add(
        min(when(CustomerDays.isPositive("email_delivered"), col("event_on")))
            .as("new_first_delivery_on"));
    sums.add(orderDates("orders").as("new_order_dates"));
    sums.add(collect_set(when(lost("orders"), col("event_on"))).as("gone_order_dates"));
    sums.add(bool_or(lost).as("is_lost"));
    return days.groupBy("customer_id")
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  private static Column lost(String metric) {
    return CustomerDays.isPositive("old_" + metric).and(not(CustomerDays.isPositive(metric)));
  }

  private static Column visit(String events) {
    return when(col(events).gt(0), lit(1L)).otherwise(lit(0L));
  }

  private static Column orderDates(String orders) {
    return array_sort(collect_set(when(col(orders).gt(0), col("event_on"))));
  }

  private static Column dates(String name) {
    return coalesce(col(name), expr("cast(array() as array<date>)"));
  }

  private static Column added(String name, String type) {
    return coalesce(col(name), lit(0))
        .plus(coalesce(col("delta_" + name), lit(0)))
        .cast(type)
        .as(name);
  }

  private static Column sumOf(Column value, String metric) {
    return coalesce(sum(value), lit(0)).cast(typeOf(metric));
  }

  private static String typeOf(String metric) {
    return switch (metric) {
      case "revenue", "known_margin", "refunds" -> "decimal(28,4)";
      default -> "bigint";
    };
  }

  private static Column date(LocalDate date) {
    return lit(Date.valueOf(date));
  }
}
