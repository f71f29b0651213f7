package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.benchmark.Benchmark;
import io.segmentlake.jobs.benchmark.FigureTable;
import io.segmentlake.jobs.benchmark.Machine;
import io.segmentlake.jobs.benchmark.Part;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmark}: how long the product takes on this machine, and DuckDB for the same. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    description = {
      "Measure the product on this machine, and DuckDB doing the same from the same files.",
      "Our seconds are those of whole commands, with the start of the JVM. DuckDB works from the raw"
          + " files each time, and on what features and segments need alone.",
      "Features and segments of both are compared row by row before a ratio is printed; where they"
          + " differ, the exit code is 3. Needs Python 3; DuckDB is installed into an environment of"
          + " its own, in jobs/target/benchmark with everything else."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake benchmark                                 a generated shop: days and segments",
      "  segmentlake benchmark --only daily --customers 10000  one part, a larger shop",
      "  segmentlake benchmark --online-retail exports/online-retail --history --out figures.json"
    })
public final class BenchmarkCommand implements Callable<Integer> {
  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Customers of the generated shops (default: ${DEFAULT-VALUE}).")
  private int customers;

  @Option(
      names = "--only",
      paramLabel = "PART",
      description = "Measure one part: ${COMPLETION-CANDIDATES}.")
  private Part only;

  @Option(
      names = "--online-retail",
      paramLabel = "DIR",
      description = "Measure Online Retail, too, from its day files in this folder.")
  private Path onlineRetail;

  @Option(names = "--demo", description = "Measure the demo, too.")
  private boolean demo;

  @Option(
      names = "--history",
      description = "Measure, too, what a new day reads after 400 and after 800 days; takes long.")
  private boolean history;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the figures as JSON, too.")
  private Path out;

  @Override
  public Integer call() {
    Path home = home();
    Machine machine = Machine.here();
    System.out.println(machine);
    Benchmark benchmark =
        new Benchmark(
            home, home.resolve("jobs/target/benchmark"), customers, onlineRetail, System.out);
    FigureTable table = new FigureTable(benchmark.run(parts()));
    System.out.printf("%n%s", table);
    if (out != null) {
      table.write(out, machine.conditions(customers));
    }
    return ExitCode.DONE;
  }

  private Set<Part> parts() {
    if (only != null) {
      return EnumSet.of(only);
    }
    Set<Part> parts = EnumSet.of(Part.DAILY, Part.SEGMENTS);
    if (onlineRetail != null) {
      parts.add(Part.ONLINE_RETAIL);
    }
    if (demo) {
      parts.add(Part.DEMO);
    }
    if (history) {
      parts.add(Part.HISTORY);
    }
    return parts;
  }

  /** The launcher is what is measured, and it says where it is. */
  private static Path home() {
    String home = System.getProperty("segmentlake.home");
    if (home == null) {
      throw new UsageException(
          "Cannot measure the product: it was not started by its launcher. Run"
              + " jobs/bin/segmentlake benchmark.");
    }
    return Path.of(home);
  }
}
