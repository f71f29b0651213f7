package io.segmentlake.pipelines.silver;

import io.segmentlake.models.streams.DerivedColumns;
import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The contracts of the silver tables: their stream's columns, what silver derives, and where each
 * row came from.
 */
public final class SilverTables {
  private static final Column SUPERSEDED_SEQ =
      Column.of("superseded_seq", "bigint", "Run that replaced the row; null while it is valid");

  public static final Table CONTACTS =
      Table.of(
              "silver.contacts",
              "One row per customer and version of the contact data; the only table with addresses.",
              Column.of("customer_id", "bigint", "Pseudonym of the customer"),
              Column.of("native_id", "string", "The shop's own number"),
              Column.of("email", "string", "As the shop wrote it"),
              Column.of(
                  "email_normalised", "string", "Trimmed, lower case; null where there is none"),
              Column.of("is_email_valid", "boolean", "Its syntax is an address's"),
              Column.of("phone", "string", "As the shop wrote it"),
              Column.of("first_name", "string", "First name"),
              Column.of("last_name", "string", "Last name"),
              Column.of("address", "string", "Postal address"),
              Column.of("birth_on", "date", "Date of birth"),
              Column.of("record_key", "string", "The customer's pseudonym as text"),
              Column.of("content_hash", "string", "128 bits over the contact data"),
              Column.of("version_at", "timestamp", "When this version was made"),
              Column.of("source", "string", "Source mapping that loaded it"),
              Column.of("file_id", "bigint", "bronze.files row that it came from"),
              Column.of("line", "bigint", "First physical line of the record in the file"),
              Column.of("known_at", "timestamp", "When the shop claims to have known it"),
              Column.of("arrived_seq", "bigint", "Number of the run that brought it"),
              SUPERSEDED_SEQ)
          .restricted();

  public static final Table IDENTITIES =
      Table.of(
              "silver.identities",
              "One row per native customer id ever seen.",
              Column.of("customer_id", "bigint", "Pseudonym of the customer"),
              Column.of("system", "string", "Id space that the native id belongs to"),
              Column.of("native_id", "string", "The shop's own number"),
              Column.of("arrived_seq", "bigint", "Number of the run that first saw it"))
          .restricted();

  public static final Table FIRST_EVENTS =
      Table.of(
          "silver.first_events",
          "One row per customer and instant that was, when it arrived, the earliest known of its"
              + " events; the first event is the earliest that is valid.",
          Column.of("customer_id", "bigint", "Pseudonym of the customer"),
          Column.of("first_at", "timestamp", "When the event, or the registration, happened"),
          Column.of("arrived_seq", "bigint", "Number of the run from which it is known"),
          SUPERSEDED_SEQ);

  public static final Table PERSONS =
      Table.of(
          "silver.persons",
          "One row per customer merged into another and period of knowing it; all others are themselves.",
          Column.of("customer_id", "bigint", "The customer merged"),
          Column.of("person_id", "bigint", "The customer that represents the person"),
          Column.of("known_from", "bigint", "Run from which the merge is known"),
          Column.of("known_to", "bigint", "Run from which it no longer holds; null while it does"));

  public static final Table ORDERS = of(Streams.named("orders"));
  public static final Table ORDER_LINES = of(Streams.named("order_lines"));
  public static final Table CUSTOMERS = of(Streams.named("customers"));
  public static final Table PRODUCTS = of(Streams.named("products"));
  public static final Table WEB_EVENTS = of(Streams.named("web_events"));
  public static final Table EMAIL_EVENTS = of(Streams.named("email_events"));
  public static final Table REFUNDS = of(Streams.named("refunds"));
  public static final Table CONSENTS = of(Streams.named("consents"));

  public static final Table ASSIGNMENTS = of(Streams.named("assignments"));

  private SilverTables() {}

  /** The silver table of a stream. */
  public static Table of(Stream stream) {
    List<Column> columns = new ArrayList<>(stream.tableColumns());
    columns.addAll(DerivedColumns.of(stream.name()));
    if (stream.isEvent()) {
      columns.add(Column.of("event_on", "date", "Business date in the shop's zone"));
    }
    columns.addAll(Stream.lineage());
    columns.add(SUPERSEDED_SEQ);
    if (stream.isEvent()) {
      columns.add(Column.of("event_month", "string", "Month of event_on, yyyy-MM"));
    }
    List<String> partitions = stream.isEvent() ? List.of("event_month") : List.of();
    String grain =
        "One row per record of " + stream.name() + " and period in which it was the valid one.";
    return new Table("silver", stream.name(), grain, columns, partitions, Table.Access.OPEN);
  }
}
