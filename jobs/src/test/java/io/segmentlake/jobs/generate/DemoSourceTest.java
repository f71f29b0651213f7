package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.LocalSession;
import io.segmentlake.models.identity.ShopKey;
import io.segmentlake.models.shops.Shop;
import io.segmentlake.models.sources.SourceMapping;
import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.bronze.IngestResult;
import io.segmentlake.pipelines.bronze.IngestResult.FeedCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped mapping of the generated shop, on its files. */
class DemoSourceTest {
  private static final Path CONFIGURATION = Path.of("..", "conf");

  /** One of each form: local times, personal data, JSON lines, decimal commas. */
  private static final Set<String> LOADED = Set.of("orders", "customers", "web-events", "costs");

  @Test
  void feedsEveryStreamThatAShopOfOneCurrencyHas() {
    Set<String> fed =
        mappings().stream()
            .flatMap(mapping -> mapping.feeds().stream())
            .flatMap(feed -> feed.streams().stream())
            .map(stream -> stream.stream().name())
            .collect(Collectors.toSet());
    Set<String> all = Streams.all().stream().map(Stream::name).collect(Collectors.toSet());
    all.remove("rates");
    assertThat(fed).isEqualTo(all);
  }

  @Test
  void loadsEverythingButTheBrokenCopies(@TempDir Path folder) throws IOException {
    SparkSession spark = LocalSession.open();
    GenerateOptions options =
        GenerateOptions.of(
                200, 21, 3, SmallShop.options(1, 1).until(), folder.resolve("landing").toString())
            .withTraits(ShopTraits.defaults().withFlaws(new ShopTraits.Flaws(.02, .03, .02)));
    new ShopGenerator(spark).generate(options);
    Lakehouse lakehouse = Lakehouse.open(spark, folder.resolve("lakehouse").toString());
    IngestResult result =
        new Ingest(lakehouse, loaded(), ShopKey.of("a key of the test's own"), options.landing())
            .run();
    assertThat(counts(result)).isEqualTo(planted(Path.of(options.truth(), "files.csv")));
  }

  private static List<SourceMapping> mappings() {
    return SourceMapping.load(CONFIGURATION, Shop.load(CONFIGURATION, "demo"));
  }

  private static List<SourceMapping> loaded() {
    return mappings().stream()
        .map(
            mapping ->
                new SourceMapping(
                    mapping.source(),
                    mapping.feeds().stream().filter(f -> LOADED.contains(f.name())).toList()))
        .toList();
  }

  /** Records and quarantined records by feed. */
  private static Map<String, List<Long>> counts(IngestResult result) {
    Map<String, List<Long>> counts = new TreeMap<>();
    for (FeedCounts feed : result.feeds()) {
      counts.put(feed.feed(), List.of(feed.records(), feed.quarantined()));
    }
    return counts;
  }

  private static Map<String, List<Long>> planted(Path files) throws IOException {
    Map<String, List<Long>> planted = new TreeMap<>();
    for (String line : Files.readAllLines(files).stream().skip(1).toList()) {
      String[] fields = line.split(",");
      String feed = fields[0].substring(0, fields[0].indexOf('/'));
      if (LOADED.contains(feed)) {
        planted.merge(
            feed,
            List.of(Long.valueOf(fields[1]), Long.valueOf(fields[4])),
            (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
      }
    }
    return planted;
  }
}
