package io.segmentlake.jobs.benchmark;

import io.segmentlake.jobs.LocalSession;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs the parts of the benchmark, each from files and tables of its own. */
public final class Benchmark {
  private static final int DAYS = 365;

  private final Path configuration;
  private final Path shops;
  private final Bench bench;
  private final ShopCases cases;

  /**
   * A benchmark.
   *
   * @param home the checkout, whose launcher is measured
   * @param scratch folder that is the benchmark's own; what it holds of earlier ones goes
   * @param customers of generated shops
   * @param onlineRetail folder with the day files of Online Retail; null for none
   * @param out where the user reads what is going on
   */
  public Benchmark(Path home, Path scratch, int customers, Path onlineRetail, PrintStream out) {
    Processes processes = new Processes(scratch.resolve("logs"), out);
    DuckDb duckDb = new DuckDb(scratch.resolve("duckdb"), processes);
    Path launcher = home.resolve("jobs").resolve("bin").resolve("segmentlake");
    Product product = new Product(launcher, processes);
    this.configuration = home.resolve("conf");
    this.shops = scratch.resolve("shops");
    this.bench = new Bench(product, duckDb, new Results(LocalSession::open, duckDb), out);
    this.cases = new ShopCases(shops, product, customers, onlineRetail);
  }

  /** The figures of some parts, in the order in which they were measured. */
  public List<Figure> run(Set<Part> parts) {
    Folders.empty(shops);
    bench.duckDb().prepare();
    bench.product().prepare();
    List<Figure> figures = new ArrayList<>();
    if (parts.contains(Part.DAILY) || parts.contains(Part.SEGMENTS)) {
      figures.addAll(generated(parts));
    }
    if (parts.contains(Part.ONLINE_RETAIL)) {
      figures.addAll(onlineRetail());
    }
    if (parts.contains(Part.DEMO)) {
      figures.addAll(new DemoPart(bench, cases.unborn("demo")).run());
    }
    if (parts.contains(Part.HISTORY)) {
      figures.addAll(new HistoryPart(bench, cases.generated("history", HistoryPart.DAYS)).run());
    }
    return figures;
  }

  /** Segments are measured on the tables that the daily runs leave. */
  private List<Figure> generated(Set<Part> parts) {
    ShopCase shop = cases.generated("generated", DAYS);
    List<Figure> figures = new ArrayList<>();
    if (parts.contains(Part.DAILY)) {
      figures.addAll(new DailyPart(bench, shop).run());
    } else {
      bench.product().run("loading it", shop.arguments("run daily", shop.lakehouse(), shop.asOf()));
    }
    if (parts.contains(Part.SEGMENTS)) {
      figures.addAll(new SegmentsPart(bench, shop, configuration).run());
    }
    return figures;
  }

  private List<Figure> onlineRetail() {
    List<Figure> figures = new DailyPart(bench, cases.onlineRetail()).run();
    return List.of(
        figures.get(0).within(120), figures.get(1).within(30), figures.get(2).within(15));
  }
}
