package io.segmentlake.models.sources;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One kind of file of a source.
 *
 * @param source name of the mapping
 * @param system id space of the customer numbers
 * @param name of the feed within the source
 * @param files pattern of paths below the landing folder
 * @param format of the files
 * @param csv how delimited text is written; of use for that format only
 * @param zone of times that name none
 * @param knownAt when the shop knew a record
 * @param quarantine conditions that keep records out, in the order in which they are reported
 * @param identicalLines what equal records of one file are
 * @param overlap whether two files may hold the same record
 * @param records name of the stream whose rows are the feed's records, one each
 * @param expectation what the feed must bring for the jobs behind it to go on; empty: nothing
 * @param streams that the feed's records become rows of
 */
public record Feed(
    String source,
    String system,
    String name,
    String files,
    Format format,
    CsvShape csv,
    ZoneId zone,
    KnownAt knownAt,
    List<QuarantineRule> quarantine,
    IdenticalLines identicalLines,
    Overlap overlap,
    String records,
    Optional<Expectation> expectation,
    List<StreamMapping> streams) {

  /** How the files are written. */
  public enum Format {
    CSV,
    JSONL,
    PARQUET,
    DELTA;

    /** Whether one unit of the feed is a table, read by Spark, rather than a file of lines. */
    public boolean isTable() {
      return this == PARQUET || this == DELTA;
    }
  }

  /** What equal records of one file are, where nothing names a record. */
  public enum IdenticalLines {
    /** Records of their own. */
    KEEP,
    /** One record, told more than once. */
    DROP
  }

  /** Whether two files may tell of the same record, where nothing names it. */
  public enum Overlap {
    POSSIBLE,
    NONE
  }

  public Feed {
    quarantine = List.copyOf(quarantine);
    streams = List.copyOf(streams);
  }

  /** The shape of delimited text, empty for other formats. */
  public Optional<CsvShape> delimited() {
    return format == Format.CSV ? Optional.of(csv) : Optional.empty();
  }

  public StreamMapping recordStream() {
    return streams.stream().filter(s -> s.name().equals(records)).findFirst().orElseThrow();
  }

  /** Names of all raw columns that some expression uses, sorted. */
  public List<String> rawColumns() {
    TreeSet<String> names = new TreeSet<>();
    for (Node expression : expressions()) {
      Nodes.walk(
          expression,
          node -> {
            if (node instanceof Node.ColumnRef column) {
              names.add(column.name());
            }
          });
    }
    return List.copyOf(names);
  }

  /** All expressions over the raw columns. */
  List<Node> expressions() {
    List<Node> all = new ArrayList<>();
    streams.forEach(
        stream -> {
          stream.keep().ifPresent(all::add);
          all.addAll(stream.columns().values());
        });
    quarantine.forEach(rule -> all.add(rule.predicate()));
    if (knownAt instanceof KnownAt.Told told) {
      all.add(told.expression());
    }
    return all;
  }

  /** For messages: {@code online-retail.invoices}. */
  @Override
  public String toString() {
    return source + "." + name;
  }
}
