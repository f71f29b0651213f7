package io.segmentlake.pipelines.bronze;

import java.util.Optional;

/**
 * One record of a raw file, before any mapping.
 *
 * @param line first physical line, from 1
 * @param lines number of physical lines
 * @param raw the record as text, cut where very long
 * @param problem why it cannot be read, empty for a readable one
 * @param values texts of the columns asked for, in their order; null where missing
 */
record RawRecord(long line, int lines, String raw, Optional<String> problem, String[] values) {
  private static final int LONGEST_RAW = 1 << 16;

  RawRecord {
    raw = raw.length() > LONGEST_RAW ? raw.substring(0, LONGEST_RAW) : raw;
  }

  /** Blank values become null. */
  static RawRecord readable(long line, int lines, String raw, String[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == null || values[i].isBlank() ? null : values[i];
    }
    return new RawRecord(line, lines, raw, Optional.empty(), values);
  }

  static RawRecord broken(long line, int lines, String raw, String problem) {
    return new RawRecord(line, lines, raw, Optional.of(problem), new String[0]);
  }
}
