package io.segmentlake.jobs.benchmark;

import java.nio.file.Path;
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
  private final Path lakehouse;

  DailyPart(Bench bench, ShopCase shop, Path lakehouse) {
    this.bench = bench;
    this.shop = shop;
    this.lakehouse = lakehouse;
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
    String part = shop.shop() + ", " + what;
    double ours = bench.product().run(part, shop.arguments("run daily", lakehouse, date)).seconds();
    DuckDb.Task task =
        shop.task(
            bench.duckDb(),
            date,
            List.of("features.sql", "segments.sql"),
            List.of("features", "members"));
    double theirs = bench.duckDb().run(part + ", DuckDB", task).seconds();
    bench.out().println(bench.results().same(lakehouse));
    return Figure.seconds(part, ours, theirs);
  }
}
