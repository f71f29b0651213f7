package io.segmentlake.jobs.destinations;

import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.pipelines.ContentHash;
import io.segmentlake.pipelines.activation.Audience;
import io.segmentlake.pipelines.activation.Deliveries;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.segments.SegmentMembers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a segment over as a file: only members whom nothing speaks against, each hand-over once.
 */
public final class SegmentDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentDelivery.class);

  private final RunContext context;
  private final CsvFile.Profile profile;

  public SegmentDelivery(RunContext context, CsvFile.Profile profile) {
    this.context = context;
    this.profile = profile;
  }

  /**
   * What was done.
   *
   * @param file with the persons handed over
   * @param isNew false where the same had been handed over before
   * @param withheld members by what stands against them; one member can count several times
   */
  public record Delivered(Path file, long rows, boolean isNew, Map<String, Long> withheld) {}

  /**
   * Delivers the members at the run's date.
   *
   * @param folder that the file is written to
   */
  public Delivered deliver(String segmentId, Path folder) {
    CustomerHistory history =
        new CustomerHistory(
            context.lakehouse(), context.shop().zone(), Ingest.lastRun(context.lakehouse()));
    SegmentMembers members =
        SegmentMembers.of(context.lakehouse(), history.zone(), segmentId, context.asOf());
    int version = members.evaluation().version();
    Dataset<Row> audience =
        new Audience(history).of(members).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      members.verify(audience.select("customer_id"));
      Dataset<Row> sendable =
          audience.where(array_size(col("blockers")).equalTo(0)).drop("blockers");
      ContentHash content = ContentHash.of(sendable);
      Map<String, Long> withheld = withheld(audience);
      String key = key(segmentId, version, content);
      Path file =
          folder.resolve(segmentId + "-" + context.asOf() + "-" + key.substring(0, 8) + ".csv");
      Deliveries ledger = new Deliveries(context.lakehouse());
      boolean isNew = !ledger.contains(key);
      if (isNew) {
        LOG.info("delivery {}: handing over {} rows", key, content.rows());
        new CsvFile(profile).write(file, List.of("customer_id", "email"), rows(sendable));
        LOG.info("delivery {}: handed over", key);
        long held = audience.count() - content.rows();
        ledger.add(
            key,
            segmentId,
            version,
            context.asOf(),
            "file",
            content.rows(),
            held,
            context.startedAt());
        LOG.info("delivery {}: recorded", key);
      }
      return new Delivered(file, content.rows(), isNew, withheld);
    } finally {
      audience.unpersist();
    }
  }

  private String key(String segmentId, int version, ContentHash content) {
    String text =
        String.join("|", segmentId, "" + version, "" + context.asOf(), "" + profile, "" + content);
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Map<String, Long> withheld(Dataset<Row> audience) {
    Map<String, Long> counts = new TreeMap<>();
    audience
        .select(explode(col("blockers")).as("blocker"))
        .groupBy("blocker")
        .count()
        .collectAsList()
        .forEach(r -> counts.put(r.getString(0), r.getLong(1)));
    return counts;
  }

  /** In the order of ids, streamed: the file's size does not matter to the driver. */
  private static Iterator<List<String>> rows(Dataset<Row> sendable) {
    Iterator<Row> sorted = sendable.orderBy("customer_id").toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return sorted.hasNext();
      }

      @Override
      public List<String> next() {
        Row row = sorted.next();
        return List.of(new CustomerId(row.getLong(0)).text(), row.getString(1));
      }
    };
  }
}
