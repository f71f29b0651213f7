package io.segmentlake.jobs.benchmark;

import io.segmentlake.jobs.benchmark.Processes.Finished;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code demo} with its own number of customers: it makes up the files, evaluates eight dates and
 * writes the report. DuckDB calculates the last of the dates from the files.
 */
final class DemoPart {
  private static final double MOST_SECONDS = 240;

  private final Bench bench;
  private final ShopCase shop;

  DemoPart(Bench bench, ShopCase shop) {
    this.bench = bench;
    this.shop = shop;
  }

  List<Figure> run() {
    List<String> arguments = new ArrayList<>(List.of("demo", "--lakehouse"));
    arguments.add(shop.folder().toString());
    Finished ours = bench.product().run("demo", arguments);
    DuckDb.Task task = DailyPart.task(bench, shop, shop.asOf());
    Finished theirs = bench.duckDb().run("demo, DuckDB", task);
    bench.out().println(bench.results().same(shop.folder()));
    return List.of(Figure.seconds("demo", ours, theirs).within(MOST_SECONDS));
  }
}
