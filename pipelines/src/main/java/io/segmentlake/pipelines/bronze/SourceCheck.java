package io.segmentlake.pipelines.bronze;

import static org.apache.spark.sql.functions.col;

import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.models.identity.ShopKey;
import io.segmentlake.models.shops.Shop;
import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.SourceMapping;
import io.segmentlake.models.sources.StreamMapping;
import io.segmentlake.models.streams.StreamColumn;
import io.segmentlake.pipelines.bronze.SourceCheckResult.FeedCheck;
import io.segmentlake.pipelines.bronze.SourceCheckResult.Refusal;
import io.segmentlake.pipelines.bronze.SourceCheckResult.StreamCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Tries a shop's source mappings on the first records of each feed's newest file. Loads nothing,
 * and shows no personal value.
 */
public final class SourceCheck {
  /** Ids are shown as they will look, not as they will be, so any key does. */
  static final ShopKey KEY = ShopKey.of("a key for checks only");

  private final SparkSession spark;
  private final int records;

  /**
   * @param records to read of each feed
   */
  public SourceCheck(SparkSession spark, int records) {
    this.spark = spark;
    this.records = records;
  }

  /**
   * Looks at one shop's configuration and at its files.
   *
   * @param configuration folder that holds {@code shops} and {@code sources}
   * @param landing folder with the shop's files
   */
  public SourceCheckResult run(Path configuration, String shop, String landing) {
    List<Mistake> mistakes = new ArrayList<>();
    List<SourceMapping> mappings =
        Shop.read(configuration, shop, mistakes)
            .map(found -> SourceMapping.read(configuration, found, mistakes))
            .orElse(List.of());
    return new SourceCheckResult(
        mistakes.stream().sorted(Mistake.BY_PLACE).toList(), feeds(mappings, landing));
  }

  /** Looks at the files of mappings that are free of mistakes. */
  public List<FeedCheck> feeds(List<SourceMapping> mappings, String landing) {
    if (mappings.isEmpty()) {
      return List.of();
    }
    Landing folder = Landing.open(spark.sparkContext().hadoopConfiguration(), landing);
    return mappings.stream()
        .flatMap(mapping -> mapping.feeds().stream())
        .map(feed -> check(feed, folder))
        .toList();
  }

  private FeedCheck check(Feed feed, Landing folder) {
    List<LandingFile> files = folder.of(feed);
    Optional<LandingFile> newest =
        files.stream()
            .max(Comparator.comparing(LandingFile::modifiedAt).thenComparing(LandingFile::path));
    if (newest.isEmpty()) {
      return new FeedCheck(
          feed.source(), feed.name(), 0, Optional.empty(), 0, List.of(), List.of());
    }
    FeedPlan.Arrival arrival = new FeedPlan.Arrival(newest.get(), "", 0);
    Dataset<Row> judged = Verdicts.of(feed, first(feed, arrival.raw(feed)), KEY).rows().cache();
    try {
      return new FeedCheck(
          feed.source(),
          feed.name(),
          files.size(),
          newest.map(LandingFile::path),
          judged.count(),
          feed.streams().stream().map(stream -> rows(stream, judged)).toList(),
          refused(judged));
    } finally {
      judged.unpersist();
    }
  }

  private Dataset<Row> first(Feed feed, RawFile file) {
    if (feed.format().isTable()) {
      return new TableRecords(spark, feed.format(), feed.rawColumns())
          .read(List.of(file))
          .orderBy("line")
          .limit(records);
    }
    List<String> wanted = feed.rawColumns();
    List<Row> rows = new ArrayList<>();
    try (RecordReader reader =
        file.open(spark.sparkContext().hadoopConfiguration(), feed.delimited(), wanted)) {
      RawRecord record = reader.next();
      while (record != null && rows.size() < records) {
        rows.add(RawRecords.row(file, record, wanted.size()));
        record = reader.next();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file.location(), e);
    }
    return spark.createDataFrame(rows, RawRecords.schema(wanted));
  }

  private static StreamCheck rows(StreamMapping stream, Dataset<Row> judged) {
    List<StreamColumn> columns = List.copyOf(stream.columns().keySet());
    Column[] texts =
        columns.stream()
            .map(column -> col(stream.name() + "." + column.name()).cast("string"))
            .toArray(Column[]::new);
    List<List<String>> rows =
        judged
            .where(col(stream.name()).isNotNull())
            .orderBy("line")
            .select(texts)
            .collectAsList()
            .stream()
            .map(row -> shown(stream, columns, row))
            .distinct()
            .toList();
    return new StreamCheck(stream.name(), columns.stream().map(StreamColumn::name).toList(), rows);
  }

  private static List<String> shown(StreamMapping stream, List<StreamColumn> columns, Row row) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String text = row.isNullAt(i) ? "" : row.getString(i);
      if (columns.get(i).type() == StreamColumn.Type.ID && !text.isEmpty()) {
        text = new CustomerId(Long.parseLong(text)).text();
      } else if (stream.stream().personal().contains(columns.get(i))) {
        text = Masked.of(text);
      }
      shown.add(text);
    }
    return shown;
  }

  private static List<Refusal> refused(Dataset<Row> judged) {
    return judged
        .where(col("reason").isNotNull())
        .orderBy("line")
        .select("line", "reason", "raw")
        .collectAsList()
        .stream()
        .map(row -> new Refusal(row.getLong(0), row.getString(1), Masked.of(row.getString(2))))
        .toList();
  }
}
