package io.segmentlake.pipelines.bronze;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;

/** The contracts of the bronze tables that belong to no single stream. */
public final class BronzeTables {
  private static final Column ARRIVED_SEQ =
      Column.of("arrived_seq", "bigint", "Number of the run that brought it");

  public static final Table FILES =
      Table.of(
          "bronze.files",
          "One row per version of a raw file.",
          Column.of("file_id", "bigint", "Names the version of the file"),
          Column.of("source", "string", "Source mapping that loaded it"),
          Column.of("feed", "string", "Feed within the source"),
          Column.of("path", "string", "Path below the landing folder"),
          Column.of("content_hash", "string", "SHA-256 of its bytes"),
          Column.of("size_bytes", "bigint", "Size in bytes"),
          Column.of("modified_at", "timestamp", "Modification time when it was loaded"),
          ARRIVED_SEQ,
          Column.of(
              "superseded_seq", "bigint", "Run that loaded a later version; null while valid"),
          Column.of("records", "bigint", "Records in the file"),
          Column.of("ok", "bigint", "Records loaded into streams"),
          Column.of("quarantined", "bigint", "Records put into bronze.quarantine"));

  public static final Table CONTACTS =
      Table.of(
              "bronze.contacts",
              "One row per customer record, and per file and customer number seen elsewhere.",
              Column.of("customer_id", "bigint", "Pseudonym of the customer"),
              Column.of("system", "string", "Id space that the native id belongs to"),
              Column.of("native_id", "string", "The shop's own number"),
              Column.of("email", "string", "As the shop wrote it"),
              Column.of("phone", "string", "As the shop wrote it"),
              Column.of("first_name", "string", "First name"),
              Column.of("last_name", "string", "Last name"),
              Column.of("address", "string", "Postal address"),
              Column.of("birth_on", "date", "Date of birth"),
              Column.of("version_at", "timestamp", "When this version of the record was made"),
              Column.of("known_at", "timestamp", "When the shop claims to have known it"),
              Column.of("source", "string", "Source mapping that loaded it"),
              Column.of("file_id", "bigint", "bronze.files row that it came from"),
              Column.of("line", "bigint", "First physical line of the record"),
              ARRIVED_SEQ)
          .partitionedBy("arrived_seq")
          .restricted();

  public static final Table QUARANTINE =
      Table.of(
              "bronze.quarantine",
              "One row per record that could not be loaded, with the reason.",
              Column.of("source", "string", "Source mapping that read it"),
              Column.of("feed", "string", "Feed within the source"),
              Column.of("file_id", "bigint", "bronze.files row that it came from"),
              Column.of("path", "string", "Path below the landing folder"),
              Column.of("line", "bigint", "First physical line of the record"),
              Column.of("lines", "bigint", "Physical lines of the record"),
              Column.of("reason", "string", "Why, in words, without the record's values"),
              Column.of("raw", "string", "The record as it stood in the file"),
              Column.of("record_hash", "string", "128 bits over the raw record"),
              ARRIVED_SEQ)
          .partitionedBy("arrived_seq")
          .restricted();

  private BronzeTables() {}
}
