package io.segmentlake.pipelines.bronze;

import io.segmentlake.models.identity.ShopKey;
import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.FileNames;
import io.segmentlake.models.sources.SourceMapping;
import io.segmentlake.models.sources.StreamMapping;
import io.segmentlake.models.streams.StreamColumn;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the first records of each feed would become; nothing is written. */
public final class SourcePreview {
  /** Ids are not shown, so any key will do. */
  private static final ShopKey NO_KEY = ShopKey.of("a key for previews only");

  private static final String HIDDEN = "•••";

  private final SparkSession spark;
  private final String landing;
  private final int records;

  /**
   * A preview of a landing folder.
   *
   * @param records to read of one file of each feed
   */
  public SourcePreview(SparkSession spark, String landing, int records) {
    this.spark = spark;
    this.landing = landing;
    this.records = records;
  }

  /**
   * The first records of a feed.
   *
   * @param files number of files in the landing folder
   * @param file the one that was read; empty where there is none
   * @param records read of it
   * @param refused records that would go to quarantine, by reason
   * @param streams what the others would become
   */
  public record FeedSample(
      Feed feed,
      int files,
      Optional<String> file,
      long records,
      Map<String, Long> refused,
      List<StreamSample> streams) {}

  /**
   * Rows of one stream as texts; ids and personal values are hidden, missing ones null.
   *
   * @param columns mapped ones, in the order of the mapping
   */
  public record StreamSample(String stream, List<String> columns, List<List<String>> rows) {}

  /** Reads one file of each feed, the last by name, which is the newest where names hold dates. */
  public List<FeedSample> of(List<SourceMapping> mappings) {
    Landing folder = Landing.open(spark.sparkContext().hadoopConfiguration(), landing);
    return mappings.stream()
        .flatMap(mapping -> mapping.feeds().stream())
        .map(feed -> sample(folder, feed))
        .toList();
  }

  private FeedSample sample(Landing folder, Feed feed) {
    List<LandingFile> files =
        feed.format().isTable() ? folder.folders(feed.files()) : folder.files(feed.files());
    if (files.isEmpty()) {
      return new FeedSample(feed, 0, Optional.empty(), 0, Map.of(), List.of());
    }
    LandingFile file = files.get(files.size() - 1);
    List<Row> judged = judged(feed, file);
    Map<String, Long> refused = new TreeMap<>();
    for (Row row : judged) {
      String reason = row.getAs("reason");
      if (reason != null) {
        refused.merge(reason, 1L, Long::sum);
      }
    }
    return new FeedSample(
        feed,
        files.size(),
        Optional.of(file.path()),
        judged.size(),
        refused,
        feed.streams().stream().map(stream -> sample(stream, judged)).toList());
  }

  private List<Row> judged(Feed feed, LandingFile file) {
    var known = FileNames.knownAt(feed, file.path());
    RawFile raw =
        new RawFile(
            1,
            file.location(),
            file.bytes(),
            known.instant().orElse(null),
            known.problem().orElse(null));
    Dataset<Row> rows =
        feed.format().isTable()
            ? new TableRecords(spark, feed.format(), feed.rawColumns()).read(List.of(raw))
            : RawRecords.read(spark, List.of(raw), feed.delimited(), feed.rawColumns());
    return Verdicts.of(feed, rows.limit(records), NO_KEY).rows().collectAsList();
  }

  private static StreamSample sample(StreamMapping mapping, List<Row> judged) {
    List<StreamColumn> columns = List.copyOf(mapping.columns().keySet());
    List<List<String>> rows = new ArrayList<>();
    for (Row row : judged) {
      Row values = row.getAs(mapping.name());
      if (values != null) {
        rows.add(columns.stream().map(column -> shown(mapping, column, values)).toList());
      }
    }
    return new StreamSample(
        mapping.name(), columns.stream().map(StreamColumn::name).toList(), rows);
  }

  private static String shown(StreamMapping mapping, StreamColumn column, Row values) {
    Object value = values.getAs(column.name());
    boolean isHidden =
        column.type() == StreamColumn.Type.ID || mapping.stream().personal().contains(column);
    if (value == null) {
      return null;
    }
    if (isHidden) {
      return HIDDEN;
    }
    return value instanceof Timestamp at ? at.toInstant().toString() : value.toString();
  }
}
