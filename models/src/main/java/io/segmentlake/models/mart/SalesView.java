package io.segmentlake.models.mart;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;

/** What the shop sold, day by day. */
final class SalesView {
  /**
   * A cancelled order takes back what it once added, an adjustment is the shop's book-keeping, and
   * of what was refunded and cannot be sold again the cost is lost.
   */
  static final MartView DAILY =
      new MartView(
          Table.of(
              "mart.daily_sales",
              "One row per business date with an order, a cancellation or a refund.",
              Column.of("date", "date", "Business date in the shop's zone"),
              Column.of(
                  "month", "string", "Month of the date, yyyy-MM; a condition on it reads less"),
              Column.of("orders", "bigint", "Orders that count"),
              Column.of("buyers", "bigint", "Known persons with an order that counts"),
              Column.of(
                  "revenue",
                  "decimal(28,4)",
                  "Orders less cancellations and refunds, in the shop's currency"),
              Column.of("guest_revenue", "decimal(28,4)", "The part of it by no known person"),
              Column.of("refunds", "decimal(28,4)", "Money that went back"),
              Column.of("margin", "decimal(28,4)", "Margin where the cost is known"),
              Column.of(
                  "margin_unknown", "bigint", "Orders, cancellations and refunds of unknown cost"),
              Column.of(
                  "average_order_value", "decimal(18,4)", "Amount of an order; null without one")),
          """
          select event_on as `date`, event_month as `month`,
            sum(orders) as orders,
            count(distinct if(orders = 1, customer_id, null)) as buyers,
            cast(sum(amount) as decimal(28,4)) as revenue,
            cast(sum(if(customer_id is null, amount, 0)) as decimal(28,4)) as guest_revenue,
            cast(sum(refund) as decimal(28,4)) as refunds,
            cast(sum(coalesce(margin, 0)) as decimal(28,4)) as margin,
            count(if(margin is null, 1, null)) as margin_unknown,
            cast(try_divide(sum(if(orders = 1, amount, 0)), sum(orders)) as decimal(18,4))
              as average_order_value
          from (
            select event_on, event_month, customer_id,
              cast(if(is_counted, 1, 0) as bigint) as orders,
              cast(gross_amount as decimal(28,4)) as amount,
              cast(margin_amount as decimal(28,4)) as margin,
              cast(0 as decimal(28,4)) as refund
            from silver.orders
            where superseded_seq is null and (is_counted or kind = 'cancellation')
              and gross_amount is not null
            union all
            select event_on, event_month, customer_id, cast(0 as bigint) as orders,
              cast(-refund_amount as decimal(28,4)) as amount,
              cast(coalesce(refund_cost, 0) - refund_amount as decimal(28,4)) as margin,
              cast(refund_amount as decimal(28,4)) as refund
            from silver.refunds
            where superseded_seq is null and refund_amount is not null)
          group by event_on, event_month
          """);

  private SalesView() {}
}
