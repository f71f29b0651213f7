package io.segmentlake.jobs.benchmark;

import io.segmentlake.jobs.benchmark.Figure.Target;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What {@code run daily} reads for the same new day of the same customers, once with 400 days of
 * their history behind it and once with 800.
 */
final class HistoryPart {
  static final int DAYS = 801;

  private static final int SHORT = 400;
  private static final double MOST_TIMES = 1.2;
  private static final double MEGABYTE = 1e6;

  /** Who and what there is; the rest is what happened. */
  private static final Set<String> KEPT = Set.of("customers", "products", "campaigns", "coupons");

  /** The folders that DuckDB's script reads. */
  private static final Set<String> READ_BY_DUCKDB =
      Set.of(
          "customers",
          "products",
          "orders",
          "order-lines",
          "refunds",
          "web-events",
          "email-events");

  private final Bench bench;
  private final ShopCase shop;

  /**
   * The part.
   *
   * @param shop of {@link #DAYS} days
   */
  HistoryPart(Bench bench, ShopCase shop) {
    this.bench = bench;
    this.shop = shop;
  }

  List<Figure> run() {
    Figure all = newDay("a new day after 800 days");
    LocalDate first = shop.asOf().minusDays(SHORT);
    RawFiles old = new RawFiles(shop.landing(), shop.folder().resolve("old"));
    old.holdBack(f -> !KEPT.contains(RawFiles.feed(f)) && RawFiles.day(f).isBefore(first));
    Figure some = newDay("a new day after 400 days");
    old.release();
    Target target = new Target(all.ours() / some.ours(), MOST_TIMES, "× after 400 days");
    return List.of(some, all.heldTo(target));
  }

  private Figure newDay(String part) {
    Path lakehouse = shop.folder().resolve(part.replaceAll("\\W+", "-"));
    RawFiles files = shop.files();
    LocalDate before = shop.asOf().minusDays(1);
    Predicate<Path> isNew = f -> RawFiles.day(f).equals(shop.asOf());
    files.holdBack(isNew);
    bench.product().run(part + ": its history", shop.arguments("run daily", lakehouse, before));
    files.release();
    Product.Observed run =
        bench
            .product()
            .observed(
                part,
                shop.arguments("run daily", lakehouse, shop.asOf()),
                shop.folder().resolve("notes.json"));
    bench.duckDb().run(part + ", DuckDB", DailyPart.task(bench, shop, shop.asOf()));
    bench.out().println(bench.results().same(lakehouse));
    double theirs = files.bytes(f -> READ_BY_DUCKDB.contains(RawFiles.feed(f)));
    return Figure.of(part, "MB", run.notes().bytesRead() / MEGABYTE, theirs / MEGABYTE);
  }
}
