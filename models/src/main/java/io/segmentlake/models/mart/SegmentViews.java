package io.segmentlake.models.mart;

import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;

/** How large segments are, and who is in them. */
final class SegmentViews {
  private static final Column SEGMENT_ID =
      Column.of("segment_id", "string", "Stable name of the segment");
  private static final Column VERSION =
      Column.of("version", "int", "Version of the segment's definition");

  static final MartView SIZES =
      new MartView(
          Table.of(
              "mart.segment_sizes",
              "One row per segment, version and business date evaluated.",
              Column.of("as_of", "date", "Business date evaluated"),
              SEGMENT_ID,
              VERSION,
              Column.of("owner", "string", "Who answers for the segment"),
              Column.of("purpose", "string", "What the segment is for"),
              Column.of("members", "bigint", "Persons in the segment"),
              Column.of("share", "decimal(18,4)", "Members ÷ persons evaluated"),
              Column.of("persons_entered", "bigint", "Persons who entered on the date"),
              Column.of("persons_left", "bigint", "Persons who left on the date"),
              Column.of("revenue_365d", "decimal(28,4)", "Members' revenue, the last 365 days"),
              Column.of(
                  "margin_365d",
                  "decimal(28,4)",
                  "Members' margin where costs are known, the last 365 days"),
              Column.of(
                  "average_order_value",
                  "decimal(18,4)",
                  "Members' mean order value over all time")),
          """
          select s.as_of, s.segment_id, s.version, d.owner, d.purpose, s.members, s.share,
            s.entered as persons_entered, s.`left` as persons_left,
            s.revenue_365d, s.margin_365d, s.average_order_value
          from segments.sizes s
          left join segments.definitions d
            on d.segment_id = s.segment_id and d.version = s.version
          """);

  static final MartView MEMBERS =
      new MartView(
          Table.of(
              "mart.segment_members",
              "One row per segment and person who is in it now.",
              SEGMENT_ID,
              VERSION,
              CustomerViews.CUSTOMER_ID,
              Column.of("member_since", "timestamp", "First instant in, UTC"),
              Column.of("reason", "string", "Parts of the rule that held on entry, with values"),
              Column.of("country", "string", "Country of the person"),
              Column.of("language", "string", "Language of the person"),
              Column.of("rfm_group", "string", "Group by recency and frequency of orders"),
              Column.of("orders_365d", "bigint", "Orders, the last 365 days"),
              Column.of("revenue_365d", "decimal(28,4)", "Revenue less refunds, the last 365 days"),
              Column.of("days_since_last_order", "int", "Days since the last order")),
          """
          select m.segment_id, m.version, %s as customer_id, m.valid_from as member_since,
            m.reason_in as reason, c.country, c.language, c.rfm_group, c.orders_365d,
            c.revenue_365d, c.days_since_last_order
          from segments.membership m
          left join features.customer c on c.customer_id = m.customer_id
          where m.is_open and m.valid_to is null and m.known_to is null
          """
              .formatted(CustomerId.textOf("m.customer_id")));

  private SegmentViews() {}
}
