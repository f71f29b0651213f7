package io.segmentlake.pipelines.bronze;

import io.segmentlake.pipelines.bronze.CsvRecordReader.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the wanted columns stand in a delimited file. */
final class CsvHeader {
  private final int width;
  private final int[] positions;
  private final Optional<String> problem;

  private CsvHeader(int width, int[] positions, Optional<String> problem) {
    this.width = width;
    this.positions = positions;
    this.problem = problem;
  }

  static CsvHeader of(List<String> names, List<String> wanted) {
    List<String> trimmed = names.stream().map(String::strip).toList();
    List<String> wrong = new ArrayList<>();
    int[] positions = new int[wanted.size()];
    for (int i = 0; i < positions.length; i++) {
      String name = wanted.get(i);
      positions[i] = trimmed.indexOf(name);
      if (positions[i] < 0) {
        wrong.add("has no column '" + name + "'");
      } else if (trimmed.lastIndexOf(name) != positions[i]) {
        wrong.add("has column '" + name + "' twice");
      }
    }
    Optional<String> problem =
        wrong.isEmpty()
            ? Optional.empty()
            : Optional.of(
                "the header " + String.join(", ", wrong) + " (" + trimmed.size() + " columns)");
    return new CsvHeader(names.size(), positions, problem);
  }

  /** Why the file cannot be read with this header. */
  Optional<String> problem() {
    return problem;
  }

  RawRecord record(Split split) {
    List<String> fields = split.fields();
    if (fields.size() != width) {
      return RawRecord.broken(
          split.line(),
          split.lines(),
          split.raw(),
          "the record has " + fields.size() + " fields instead of " + width);
    }
    String[] values = new String[positions.length];
    for (int i = 0; i < positions.length; i++) {
      values[i] = fields.get(positions[i]);
    }
    return RawRecord.readable(split.line(), split.lines(), split.raw(), values);
  }
}
