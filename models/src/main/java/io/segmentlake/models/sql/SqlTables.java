package io.segmentlake.models.sql;

import io.segmentlake.models.configuration.Suggestions;
import io.segmentlake.models.tables.Table;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables that a statement can name, and those that it may read. */
public final class SqlTables {
  private static final String CATALOG = "spark_catalog";

  /** What Spark calls the schema in which a session begins; it is empty. */
  private static final String DEFAULT = "default";

  private final Map<String, Table> byName = new LinkedHashMap<>();

  public SqlTables(Collection<Table> tables) {
    tables.forEach(table -> byName.put(table.fullName(), table));
  }

  /** Those that may be read. */
  public List<Table> open() {
    return byName.values().stream().filter(t -> t.access() == Table.Access.OPEN).toList();
  }

  /** Schemas with a table that may be read. */
  public Set<String> schemas() {
    return open().stream()
        .map(Table::schema)
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }

  /** Whether the full name of a table may be read. */
  public boolean isOpen(String fullName) {
    Table table = byName.get(fullName.toLowerCase(Locale.ROOT));
    return table != null && table.access() == Table.Access.OPEN;
  }

  /**
   * Why a relation may not be read.
   *
   * @param parts of its name; one part alone is a name within the statement, or of the session's
   *     schema
   * @return empty where it may, or where only Spark can tell what is meant
   */
  Optional<String> refusal(List<String> parts) {
    List<String> names = withoutCatalog(parts);
    if (names.size() == 1) {
      return Optional.empty();
    }
    String name = String.join(".", names);
    Table table = byName.get(name.toLowerCase(Locale.ROOT));
    if (table != null) {
      return table.access() == Table.Access.OPEN
          ? Optional.empty()
          : Optional.of(
              "it holds personal data or what tells who a person is, and is closed to SQL");
    }
    if (names.size() > 2 || !schemas().contains(names.get(0).toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "'"
              + names.get(0)
              + "' is no schema of the lakehouse; files are not read by their path. There is "
              + String.join(", ", schemas()));
    }
    List<String> known = open().stream().map(Table::fullName).toList();
    String meant =
        Suggestions.nearest(name, known).map(s -> "; did you mean '" + s + "'?").orElse("");
    return Optional.of("there is no such table" + meant);
  }

  /** Why a schema may not be named; empty where it may. */
  Optional<String> schemaRefusal(List<String> parts) {
    List<String> names = withoutCatalog(parts);
    String name = String.join(".", names).toLowerCase(Locale.ROOT);
    boolean isKnown = names.isEmpty() || name.equals(DEFAULT) || schemas().contains(name);
    return isKnown
        ? Optional.empty()
        : Optional.of("there is no such schema. There is " + String.join(", ", schemas()));
  }

  private static List<String> withoutCatalog(List<String> parts) {
    boolean isNamed = parts.size() == 3 && parts.get(0).equalsIgnoreCase(CATALOG);
    return isNamed ? parts.subList(1, parts.size()) : parts;
  }
}
