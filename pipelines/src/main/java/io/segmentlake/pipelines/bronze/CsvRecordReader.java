package io.segmentlake.pipelines.bronze;

import io.segmentlake.models.sources.CsvShape;
import io.segmentlake.pipelines.bronze.LineTexts.LineText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * Delimited text, record by record.
 *
 * <p>A record that goes over several lines is one only where its quotes fit: where they do not, or
 * no quote closes it within the longest record, its first line alone is refused and reading goes on
 * with the next one. So a stray quote costs one line, not the file.
 */
final class CsvRecordReader implements RecordReader {
  private final LineTexts lines;
  private final CsvShape shape;
  private final List<String> wanted;
  private final CSVFormat format;
  private CsvHeader header;

  /**
   * @param wanted names of the columns to give, in this order
   */
  CsvRecordReader(PhysicalLines lines, CsvShape shape, List<String> wanted) {
    this.lines = new LineTexts(lines);
    this.shape = shape;
    this.wanted = wanted;
    this.format =
        CSVFormat.Builder.create()
            .setDelimiter(shape.delimiter())
            .setQuote(shape.hasQuotes() ? shape.quote() : null)
            .setIgnoreEmptyLines(false)
            .get();
    if (!shape.hasHeader()) {
      header = CsvHeader.of(shape.columns(), wanted);
    }
  }

  @Override
  public RawRecord next() throws IOException {
    LineText first = lines.nextFilled();
    if (first == null) {
      return null;
    }
    if (header != null) {
      Split split = split(first);
      return split.problem().isPresent() ? split.broken() : header.record(split);
    }
    Split split = split(first);
    header = CsvHeader.of(split.fields(), wanted);
    Optional<String> problem = split.problem().or(() -> header.problem());
    return problem.isPresent() ? refuseFile(split, problem.get()) : next();
  }

  /** The whole file stands as one record in quarantine: none of its records can be understood. */
  private RawRecord refuseFile(Split split, String problem) throws IOException {
    lines.skipRest();
    return RefusedFile.record(split.line(), split.lines(), split.raw(), problem);
  }

  /**
   * The fields of one record, or why there are none.
   *
   * @param line first physical line
   * @param lines number of physical lines
   */
  record Split(long line, int lines, String raw, Optional<String> problem, List<String> fields) {
    RawRecord broken() {
      return RawRecord.broken(line, lines, raw, problem.orElseThrow());
    }
  }

  private Split split(LineText first) throws IOException {
    if (first.problem().isPresent()) {
      return refused(first, first.problem().get());
    }
    String text = first.text();
    if (!shape.hasQuotes() || text.indexOf(shape.quote()) < 0) {
      return new Split(
          first.line().number(), 1, text, Optional.empty(), plainFields(text, shape.delimiter()));
    }
    return quoted(first);
  }

  private Split quoted(LineText first) throws IOException {
    QuoteScan scan = new QuoteScan(shape.delimiter(), shape.quote());
    StringBuilder text = new StringBuilder(first.text());
    List<LineText> more = new ArrayList<>();
    QuoteScan.State state = scan.line(first.text());
    LineText last = first;
    while (state == QuoteScan.State.OPEN) {
      LineText next = more.size() + 1 < shape.longestRecord() ? lines.next() : null;
      if (next != null) {
        more.add(next);
      }
      if (next == null || next.problem().isPresent()) {
        lines.giveBack(more);
        return refused(first, "a quote is opened and not closed");
      }
      text.append(last.line().end()).append(next.text());
      state = scan.line(next.text());
      last = next;
    }
    if (state == QuoteScan.State.MALFORMED) {
      lines.giveBack(more);
      return refused(first, "text follows a closing quote");
    }
    return new Split(
        first.line().number(), 1 + more.size(), text.toString(), Optional.empty(), parsed(text));
  }

  private static Split refused(LineText line, String problem) {
    return new Split(line.line().number(), 1, line.text(), Optional.of(problem), List.of());
  }

  private List<String> parsed(StringBuilder text) throws IOException {
    try (CSVParser parser = CSVParser.parse(text.toString(), format)) {
      return parser.iterator().next().toList();
    }
  }

  /** Without quotes there is nothing to parse, and most lines have none. */
  private static List<String> plainFields(String text, char delimiter) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
      fields.add(text.substring(start, end));
      start = end + 1;
    }
    fields.add(text.substring(start));
    return fields;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
