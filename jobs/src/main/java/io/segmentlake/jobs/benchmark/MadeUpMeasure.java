package io.segmentlake.jobs.benchmark;

import java.util.Optional;

/**
 * A measure in the segment language and in DuckDB's SQL.
 *
 * @param name in definitions, and of DuckDB's column
 * @param aggregate count, sum or max
 * @param stream measured over
 * @param of what is summed or compared; empty for counts
 * @param where which rows count; empty for all
 * @param days length of the window that ends with the as-of date
 */
record MadeUpMeasure(
    String name,
    String aggregate,
    String stream,
    Optional<String> of,
    Optional<String> where,
    int days) {

  /** The line of a definition. */
  String yaml() {
    return "  %s: {%s: %s%s%s, window: %d days}"
        .formatted(
            name,
            aggregate,
            stream,
            of.map(column -> ", of: " + column).orElse(""),
            where.map(condition -> ", where: \"" + condition + "\"").orElse(""),
            days);
  }

  /** The column of a query over the stream's rows. */
  String sql() {
    String rows =
        "event_on > getvariable('as_of') - %d%s%s"
            .formatted(days, usual(), where.map(c -> " and " + plain(c)).orElse(""));
    String value =
        switch (aggregate) {
          case "count" -> "count(*) filter (where %s)".formatted(rows);
            // No rows are 0, but rows without values are unknown.
          case "sum" ->
              "if(count(*) filter (where %1$s) = 0, 0, sum(%2$s) filter (where %1$s))"
                  .formatted(rows, of.orElseThrow());
          default -> "%s(%s) filter (where %s)".formatted(aggregate, of.orElseThrow(), rows);
        };
    return value + " as " + name;
  }

  /** The same of everybody: whoever has no rows has a count and a sum of 0. */
  String sqlOfEverybody() {
    return aggregate.equals("max") ? name : "coalesce(%1$s, 0) as %1$s".formatted(name);
  }

  /** A threshold that some reach and others do not. */
  int threshold(int step) {
    return of.isPresent() ? 100 * (1 + step) : 1 + step;
  }

  private String usual() {
    return switch (stream) {
      case "orders" -> " and is_counted";
      case "order_lines" -> " and is_sale";
      case "web_events" -> " and not is_bot";
      default -> "";
    };
  }

  /** DuckDB's lines carry the product's columns themselves. */
  private static String plain(String condition) {
    return condition.replace("product.", "");
  }
}
