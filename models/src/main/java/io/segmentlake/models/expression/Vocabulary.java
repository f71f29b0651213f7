package io.segmentlake.models.expression;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an expression may name: columns with their types, and functions. */
public final class Vocabulary {
  private final Map<String, ValueType> columns;
  private final Map<String, SqlFunction> functions;

  private Vocabulary(Map<String, ValueType> columns, Map<String, SqlFunction> functions) {
    this.columns = columns;
    this.functions = functions;
  }

  /** These columns and the standard functions. */
  public static Vocabulary of(Map<String, ValueType> columns) {
    return new Vocabulary(
        new LinkedHashMap<>(columns), SqlFunction.byName(StandardFunctions.all()));
  }

  /** The same with more functions. */
  public Vocabulary with(List<SqlFunction> more) {
    Map<String, SqlFunction> all = new HashMap<>(functions);
    all.putAll(SqlFunction.byName(more));
    return new Vocabulary(columns, all);
  }

  /** The same with more columns. */
  public Vocabulary withColumns(Map<String, ValueType> more) {
    Map<String, ValueType> all = new LinkedHashMap<>(columns);
    all.putAll(more);
    return new Vocabulary(all, functions);
  }

  public Optional<ValueType> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  public Optional<SqlFunction> function(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  public Set<String> columnNames() {
    return columns.keySet();
  }

  public Set<String> functionNames() {
    return functions.keySet();
  }
}
