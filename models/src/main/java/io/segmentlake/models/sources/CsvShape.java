package io.segmentlake.models.sources;

import java.io.Serializable;
import java.util.List;

/**
 * How a delimited text file is written.
 *
 * @param delimiter between two fields
 * @param encoding name of the character set; a byte order mark in a file wins over it
 * @param quote around fields that hold delimiters, quotes or line ends; 0 where fields are never
 *     quoted
 * @param columns names by position where the file has no header; empty where it has one
 * @param longestRecord most physical lines of one record: a quote that nobody closed ends here
 */
public record CsvShape(
    char delimiter, String encoding, char quote, List<String> columns, int longestRecord)
    implements Serializable {
  public static final CsvShape DEFAULT = new CsvShape(',', "UTF-8", '"', List.of(), 100);

  public boolean hasQuotes() {
    return quote != 0;
  }

  public boolean hasHeader() {
    return columns.isEmpty();
  }
}
