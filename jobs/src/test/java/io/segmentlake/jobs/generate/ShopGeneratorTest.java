package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.jobs.LocalSession;
import io.segmentlake.jobs.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopGeneratorTest {
  private static final int CUSTOMERS = 600;
  private static final int DAYS = 100;

  @TempDir static Path folder;
  private static SparkSession spark;
  private static GenerateOptions options;
  private static GeneratedShop shop;

  @BeforeAll
  static void generateOneShop() {
    spark = LocalSession.open();
    options = options("one", 7);
    shop = new ShopGenerator(spark).generate(options);
  }

  @Test
  void writesTheBytesThatOneThreadWritesWithoutSpark() throws IOException {
    GenerateOptions alone = options("alone", 7);
    new DayFiles(alone, new Folders(new Configuration()))
        .write(SmallShop.of(alone).lines().iterator());
    assertThat(files("alone/landing")).isEqualTo(files("one/landing"));
    assertThat(files("one/landing")).hasSizeGreaterThan(8 * DAYS);
  }

  @Test
  void writesTheSameBytesAgainIntoTheSameFolder() {
    Map<String, String> before = files("one");
    assertThat(new ShopGenerator(spark).generate(options)).isEqualTo(shop);
    assertThat(files("one")).isEqualTo(before);
  }

  @Test
  void refusesTheFolderOfAnotherShop() {
    GenerateOptions other =
        GenerateOptions.of(CUSTOMERS, DAYS, 8, options.until(), options.landing());
    assertThatThrownBy(() -> new ShopGenerator(spark).generate(other))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("it holds other files");
  }

  @Test
  void namesFilesByTheirDaysAndLeavesNothingUnfinished() {
    assertThat(files("one/landing").keySet())
        .contains(
            "orders/orders-2025-11-10.csv",
            "order-lines/order-lines-2025-10-26.csv",
            "web-events/web-events-2025-08-03.jsonl",
            "costs/costs-2025-09-30.csv")
        .allMatch(name -> name.matches("[a-z-]+/[a-z-]+-\\d{4}-\\d\\d-\\d\\d\\.(csv|jsonl)"));
  }

  @Test
  void countsTheLinesOfItsFiles() {
    long lines =
        files("one/landing").entrySet().stream()
            .filter(f -> f.getKey().startsWith("web-events"))
            .mapToLong(f -> f.getValue().lines().count())
            .sum();
    assertThat(shop.lines().get("web-events")).isEqualTo(lines);
    assertThat(shop.files()).isEqualTo(files("one/landing").size());
    assertThat(shop.late()).isPositive();
    assertThat(shop.malformed()).isPositive();
    assertThat(shop.summary()).contains("AUC 0.", "realised");
  }

  @Test
  void plantsChancesThatForetellButNotTooWell() {
    assertThat(shop.scored()).isGreaterThan(200);
    assertThat(shop.auc()).isBetween(.6, .9);
    assertThat(shop.plantedUplift()).isBetween(.02, .1);
    assertThat(shop.treated() + shop.control()).isGreaterThan(100);
  }

  @Test
  void bringsNoCustomersToTheDriver() {
    long small = bytesToDriver(options("few", 7, 200));
    long large = bytesToDriver(options("many", 7, 800));
    // As many files and tasks, four times as many customers.
    assertThat(large).isLessThan(small + small / 4);
  }

  private static long bytesToDriver(GenerateOptions wanted) {
    AtomicLong bytes = new AtomicLong();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            bytes.addAndGet(end.taskMetrics().resultSize());
          }
        };
    spark.sparkContext().addSparkListener(listener);
    new ShopGenerator(spark).generate(wanted);
    spark.sparkContext().removeSparkListener(listener);
    return bytes.get();
  }

  private static GenerateOptions options(String name, long seed) {
    return options(name, seed, CUSTOMERS);
  }

  private static GenerateOptions options(String name, long seed, int customers) {
    GenerateOptions small = SmallShop.options(customers, DAYS);
    String landing = folder.resolve(name).resolve("landing").toString();
    return GenerateOptions.of(customers, DAYS, seed, small.until(), landing);
  }

  private static Map<String, String> files(String name) {
    Path root = folder.resolve(name);
    try (Stream<Path> paths = Files.walk(root)) {
      List<Path> files = paths.filter(Files::isRegularFile).toList();
      Map<String, String> contents = new TreeMap<>();
      for (Path file : files) {
        contents.put(root.relativize(file).toString(), Files.readString(file));
      }
      return new LinkedHashMap<>(contents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
