package io.segmentlake.pipelines.bronze;

import java.util.Arrays;

/** Raw records as text: first line, number of lines, and the values or what is wrong. */
final class RecordTexts {
  private RecordTexts() {}

  static String of(RawRecord record) {
    String place = record.line() + "+" + record.lines() + " ";
    return record
        .problem()
        .map(problem -> place + problem + ": " + record.raw())
        .orElseGet(() -> place + Arrays.toString(record.values()));
  }
}
