package io.segmentlake.jobs.benchmark;

import io.segmentlake.jobs.LocalSession;
import io.segmentlake.jobs.generate.GenerateOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs the parts of the benchmark, each from files and tables of its own. */
public final class Benchmark {
  private final Path home;
  private final Path scratch;
  private final int customers;
  private final PrintStream out;
  private final Bench bench;

  /**
   * A benchmark.
   *
   * @param home the checkout, whose launcher is measured
   * @param scratch folder that is the benchmark's own; what it holds of earlier ones goes
   * @param customers of generated shops
   * @param out where the user reads what is going on
   */
  public Benchmark(Path home, Path scratch, int customers, PrintStream out) {
    this.home = home;
    this.scratch = scratch;
    this.customers = customers;
    this.out = out;
    Processes processes = new Processes(scratch.resolve("logs"), out);
    DuckDb duckDb = new DuckDb(scratch.resolve("duckdb"), processes);
    Product product =
        new Product(home.resolve("jobs").resolve("bin").resolve("segmentlake"), processes);
    this.bench = new Bench(product, duckDb, new Results(LocalSession::open, duckDb), out);
  }

  /** The figures of some parts, in the order in which they were measured. */
  public List<Figure> run(Set<Part> parts) {
    Folders.empty(scratch.resolve("shops"));
    bench.duckDb().prepare();
    bench.product().prepare();
    List<Figure> figures = new ArrayList<>();
    if (parts.contains(Part.DAILY)) {
      ShopCase shop = generated("generated", 365);
      figures.addAll(new DailyPart(bench, shop, shop.folder().resolve("lakehouse")).run());
    }
    return figures;
  }

  private ShopCase generated(String name, int days) {
    Path folder = scratch.resolve("shops").resolve(name);
    ShopCase shop =
        new ShopCase("demo", "generated-shop.sql", folder, GenerateOptions.DEFAULT_UNTIL);
    List<String> arguments =
        new ArrayList<>(shop.arguments("generate", folder, GenerateOptions.DEFAULT_UNTIL));
    arguments.addAll(
        List.of("--customers", Integer.toString(customers), "--days", Integer.toString(days)));
    bench
        .product()
        .run("generating a shop of %,d customers, %d days".formatted(customers, days), arguments);
    return shop;
  }
}
