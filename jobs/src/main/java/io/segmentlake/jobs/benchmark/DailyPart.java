package io.segmentlake.jobs.benchmark;

import io.segmentlake.jobs.benchmark.Processes.Finished;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code run daily} over a shop's whole history, then with one more day of files, then with nothing
 * new; DuckDB works from the raw files each time.
 */
final class DailyPart {
  private final Bench bench;
  private final ShopCase shop;

  DailyPart(Bench bench, ShopCase shop) {
    this.bench = bench;
    this.shop = shop;
  }

  /** In this order: from nothing, one new day, nothing new. */
  List<Figure> run() {
    RawFiles files = shop.files();
    LocalDate before = shop.asOf().minusDays(1);
    List<Figure> figures = new ArrayList<>();
    files.holdBack(f -> RawFiles.day(f).equals(shop.asOf()));
    figures.add(measured("from nothing", before));
    files.release();
    figures.add(measured("one new day", shop.asOf()));
    figures.add(measured("nothing new", shop.asOf()));
    return figures;
  }

  private Figure measured(String what, LocalDate date) {
    String part = shop.name() + ", " + what;
    List<String> arguments = shop.arguments("run daily", shop.lakehouse(), date);
    Finished ours = bench.product().run(part, arguments);
    Finished theirs = bench.duckDb().run(part + ", DuckDB", task(bench, shop, date));
    bench.out().println(bench.results().same(shop.lakehouse()));
    return Figure.seconds(part, ours, theirs);
  }

  /** All features and the shipped segments, from the raw files. */
  static DuckDb.Task task(Bench bench, ShopCase shop, LocalDate date) {
    return shop.task(
        bench.duckDb(),
        date,
        List.of("features.sql", "segments.sql"),
        List.of("features", "members"));
  }
}
