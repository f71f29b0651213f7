package io.segmentlake.models.streams;

import io.segmentlake.models.tables.Column;
import java.util.List;

/** What silver calculates for the rows of a stream, beside the stream's own columns. */
public final class DerivedColumns {
  private DerivedColumns() {}

  /** In the order in which they are stored; none for most streams. */
  public static List<Column> of(String stream) {
    return switch (stream) {
      case "orders" ->
          List.of(
              rate(),
              Column.of(
                  "gross_amount", "decimal(28,4)", "Goods after discounts, in the shop's currency"),
              Column.of(
                  "margin_amount",
                  "decimal(28,4)",
                  "Goods less their cost; null where a cost is missing"),
              Column.of(
                  "is_counted",
                  "boolean",
                  "An order: no cancellation, not cancelled, amount above 0"));
      case "order_lines" ->
          List.of(
              rate(),
              Column.of(
                  "line_amount",
                  "decimal(28,4)",
                  "Quantity × price − discount, in the shop's currency"),
              Column.of(
                  "margin_amount",
                  "decimal(28,4)",
                  "Amount less cost; null where the cost is missing"),
              Column.of(
                  "is_sale",
                  "boolean",
                  "Sold for money: no cancellation, quantity and price above 0"));
      case "refunds" ->
          List.of(
              rate(),
              Column.of(
                  "refund_amount", "decimal(28,4)", "Money that went back, in the shop's currency"),
              Column.of(
                  "refund_cost",
                  "decimal(28,4)",
                  "Cost of the goods that can be sold again, in the shop's currency"));
      case "costs" ->
          List.of(
              rate(), Column.of("spent_amount", "decimal(28,4)", "Cost, in the shop's currency"));
      case "email_events" ->
          List.of(
              Column.of("reaction", "string", "human, machine or masked, for opens and clicks"));
      default -> List.of();
    };
  }

  private static Column rate() {
    return Column.of(
        "rate",
        "decimal(18,8)",
        "Shop currency for one unit of the row's; null while nobody told that day's");
  }
}
