package io.segmentlake.pipelines.segments;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;

/** The contracts of the segments tables. */
public final class SegmentTables {
  private static final Column SEGMENT_ID =
      Column.of("segment_id", "string", "Stable name of the segment");
  private static final Column VERSION = Column.of("version", "int", "Version of its definition");
  private static final Column AS_OF = Column.of("as_of", "date", "Business date evaluated");
  private static final Column ARRIVED_SEQ =
      Column.of("arrived_seq", "bigint", "Ingest run up to which data was known");

  public static final Table DEFINITIONS =
      Table.of(
          "segments.definitions",
          "One row per segment and version of its definition.",
          SEGMENT_ID,
          VERSION,
          Column.of("owner", "string", "Who answers for it"),
          Column.of("purpose", "string", "What it is for"),
          Column.of(
              "goals", "array<struct<kind: string, metric: string>>", "How one sees that it works"),
          Column.of("offer", "string", "Suggested offer or content"),
          Column.of("channels", "array<string>", "Where it is used"),
          Column.of("priority", "int", "0 to 100; the higher goes first"),
          Column.of("rule", "string", "The rule, in its normal form"),
          Column.of("content_hash", "string", "Hash of everything that decides who is in"),
          Column.of(
              "source", "string", "The definition as a file, parameters bound; in old rows null"));

  public static final Table EVALUATIONS =
      Table.of(
          "segments.evaluations",
          "One row per segment, version and business date evaluated.",
          SEGMENT_ID,
          VERSION,
          AS_OF,
          Column.of(
              "evaluated_at", "timestamp", "The instant it stands for: the start of the next date"),
          Column.of("base", "bigint", "Persons evaluated"),
          Column.of("members", "bigint", "Rule is TRUE"),
          Column.of("non_members", "bigint", "Rule is FALSE"),
          Column.of("unknown", "bigint", "Rule is null: a fact is missing"),
          Column.of(
              "members_hash",
              "decimal(38,0)",
              "Order-free hash of the members' ids, checked before hand-over"),
          Column.of("thresholds", "string", "Derived thresholds used, as JSON"),
          ARRIVED_SEQ);

  public static final Table MEMBERSHIP =
      Table.of(
              "segments.membership",
              "One row per segment, version, person, interval of membership, and period of knowing it.",
              SEGMENT_ID,
              VERSION,
              Column.of("customer_id", "bigint", "Person"),
              Column.of("valid_from", "timestamp", "First instant in"),
              Column.of(
                  "valid_to", "timestamp", "First instant out; null while the membership lasts"),
              Column.of("known_from", "bigint", "Ingest run from which it was known"),
              Column.of(
                  "known_to", "bigint", "Ingest run that told otherwise; null while it stands"),
              Column.of("reason_in", "string", "Parts of the rule that held on entry, with values"),
              Column.of("reason_out", "string", "Parts of the rule that no longer held"),
              Column.of("is_open", "boolean", "Whether valid_to and known_to are null"))
          .partitionedBy("is_open");

  public static final Table CHANGES =
      Table.of(
          "segments.changes",
          "One row per segment, version, person and business date on which it entered or left.",
          SEGMENT_ID,
          VERSION,
          AS_OF,
          Column.of("customer_id", "bigint", "Person"),
          Column.of("change", "string", "entered or left"),
          Column.of("reason", "string", "Parts of the rule that decided, with values"));

  public static final Table SIZES =
      Table.of(
          "segments.sizes",
          "One row per segment, version and business date evaluated.",
          SEGMENT_ID,
          VERSION,
          AS_OF,
          Column.of("members", "bigint", "Persons in the segment"),
          Column.of("share", "decimal(18,4)", "Members ÷ base"),
          Column.of("entered", "bigint", "Persons who entered on the date"),
          Column.of("left", "bigint", "Persons who left on the date"),
          Column.of("revenue_365d", "decimal(28,4)", "Members' revenue, the last 365 days"),
          Column.of(
              "margin_365d",
              "decimal(28,4)",
              "Members' margin where costs are known, the last 365 days"),
          Column.of(
              "average_order_value", "decimal(18,4)", "Members' mean order value over all time"));

  private SegmentTables() {}
}
