package io.segmentlake.models.streams;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A canonical stream of raw data, such as {@code orders}: what a source can be mapped onto, and
 * what its bronze and silver tables hold.
 *
 * @param name plural, snake case; also the name of both tables
 * @param kind event or dimension
 * @param key the columns that name one record
 * @param at the column with the event's instant; empty for a dimension
 * @param version the column that decides between two records of one key; empty: the event's instant
 *     does
 * @param columns without personal ones
 * @param personal columns that are split off into the contacts tables
 */
public record Stream(
    String name,
    Kind kind,
    List<String> key,
    Optional<String> at,
    Optional<String> version,
    List<StreamColumn> columns,
    List<StreamColumn> personal) {

  /** What a record of the stream tells. */
  public enum Kind {
    /** Something that happened at an instant. */
    EVENT,
    /** Something that is, until a later version arrives. */
    DIMENSION
  }

  private static final List<Column> LINEAGE =
      List.of(
          Column.of("record_key", "string", "Names the record within its stream"),
          Column.of("content_hash", "string", "128 bits over all typed values of the record"),
          Column.of(
              "version_at", "timestamp", "Decides between two records of one key: the later wins"),
          Column.of("source", "string", "Source mapping that loaded it"),
          Column.of("file_id", "bigint", "bronze.files row that it came from"),
          Column.of("line", "bigint", "First physical line of the record in the file, from 1"),
          Column.of("known_at", "timestamp", "When the shop claims to have known it"),
          Column.of("arrived_seq", "bigint", "Number of the run that brought it"));

  /** Append-only, typed, each row with where it came from. */
  public Table bronze() {
    List<Column> all = tableColumns();
    all.addAll(LINEAGE);
    return new Table(
        "bronze",
        name,
        "One row per record of a raw file, duplicates included.",
        all,
        List.of("arrived_seq"),
        Table.Access.OPEN);
  }

  /** Columns as they are stored, in the order of the declaration. */
  public List<Column> tableColumns() {
    List<Column> all = new ArrayList<>();
    columns.forEach(c -> all.add(c.stored()));
    return all;
  }

  public static List<Column> lineage() {
    return LINEAGE;
  }

  public boolean isEvent() {
    return kind == Kind.EVENT;
  }

  /** The column whose later value wins among records of one key, where there is one. */
  public Optional<String> versionColumn() {
    return version.isPresent() ? version : at;
  }
}
