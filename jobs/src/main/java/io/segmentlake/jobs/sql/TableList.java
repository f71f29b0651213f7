package io.segmentlake.jobs.sql;

import io.segmentlake.jobs.TextTable;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.models.sql.SqlTables;
import io.segmentlake.models.tables.Table;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What tables there are to read, and what their columns mean. */
public final class TableList {
  private TableList() {}

  /**
   * The tables, or with a name the columns of those whose name begins with it.
   *
   * @param name for example {@code mart} or {@code segments.membership}; empty for all tables
   */
  public static String of(SqlTables tables, String name) {
    if (name.isEmpty()) {
      TextTable list = new TextTable("table", "rows");
      tables.open().forEach(t -> list.row(t.fullName(), t.grain()));
      return list.toString();
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    List<Table> meant =
        tables.open().stream()
            .filter(t -> t.fullName().equals(wanted) || t.schema().equals(wanted))
            .toList();
    if (meant.isEmpty()) {
      throw new UsageException(
          "Cannot show '%s': there is no such schema or table to read. Schemas are %s."
              .formatted(name, String.join(", ", tables.schemas())));
    }
    return meant.stream().map(TableList::columns).collect(Collectors.joining("\n"));
  }

  private static String columns(Table table) {
    TextTable columns = new TextTable("column", "type", "about");
    table.columns().forEach(c -> columns.row(c.name(), c.type().catalogString(), c.about()));
    return table.fullName() + ": " + table.grain() + "\n" + columns;
  }
}
