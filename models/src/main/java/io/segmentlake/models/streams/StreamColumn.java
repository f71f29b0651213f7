package io.segmentlake.models.streams;

import io.segmentlake.models.tables.Column;
import java.util.Locale;

/**
 * One column of a canonical stream.
 *
 * @param name as in the tables
 * @param type how text from a source becomes a value
 * @param required a record without it is quarantined
 * @param about what it means, one sentence
 */
public record StreamColumn(String name, Type type, boolean required, String about) {

  /** The types a source can deliver, and how they are stored. */
  public enum Type {
    /** The shop's own customer number; stored only as its keyed hash. */
    ID("bigint"),
    STRING("string"),
    LONG("bigint"),
    INT("int"),
    DECIMAL("decimal(18,4)"),
    BOOLEAN("boolean"),
    TIMESTAMP("timestamp"),
    DATE("date");

    private final String ddl;

    Type(String ddl) {
      this.ddl = ddl;
    }

    public String ddl() {
      return ddl;
    }

    static Type named(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  Column stored() {
    return Column.of(name, type.ddl(), about);
  }
}
