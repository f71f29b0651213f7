package io.segmentlake.models.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;

/**
 * A span of business days that ends with the as-of date.
 *
 * @param suffix of the feature's name
 * @param days length, the as-of date included; 0 for all time
 */
record Window(String suffix, int days) {
  static final List<Window> ALL =
      List.of(
          new Window("7d", 7),
          new Window("30d", 30),
          new Window("90d", 90),
          new Window("365d", 365),
          new Window("lifetime", 0));

  static final List<Window> BOUNDED = ALL.stream().filter(w -> w.days() > 0).toList();

  String name(String metric) {
    return metric + "_" + suffix;
  }

  /** Whether {@code event_on} lies in (as_of − days, as_of]. */
  Column holds(Column asOf) {
    Column reached = col("event_on").leq(asOf);
    return days == 0 ? reached : reached.and(col("event_on").gt(date_sub(asOf, days)));
  }

  /** Days that a move of the as-of date pushes out: (from − days, to − days]. */
  Column leaves(Column from, Column to) {
    return days == 0
        ? lit(false)
        : col("event_on").gt(date_sub(from, days)).and(col("event_on").leq(date_sub(to, days)));
  }
}
