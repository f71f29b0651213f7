package io.segmentlake.jobs.benchmark;

import io.segmentlake.jobs.benchmark.Figure.Target;
import io.segmentlake.jobs.benchmark.Processes.Finished;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The job {@code segments} with 20 definitions, with 200 that measure ten times as much, and with
 * 200 that share the measures of the 20; each on a copy of the same lakehouse. Twice each: for the
 * first date that is ever evaluated, on which all members of ten times as many segments enter and
 * are written, and for the day after it, as on all other days.
 */
final class SegmentsPart {
  private static final int FEW = 20;
  private static final int MANY = 200;
  private static final int DISTINCT = 120;
  private static final double MOST_TIMES_DISTINCT = 3;
  private static final double MOST_TIMES_SHARED = 1.2;
  private static final Set<String> STREAMS =
      Set.of("silver.orders", "silver.order_lines", "silver.web_events", "silver.email_events");
  private static final Pattern JOB_SECONDS = Pattern.compile("segments … .* ([\\d.]+) s");

  private final Bench bench;
  private final ShopCase shop;
  private final Path configuration;

  /**
   * The part.
   *
   * @param shop with a lakehouse whose features are at the shop's last date
   * @param configuration whose shops and sources are used
   */
  SegmentsPart(Bench bench, ShopCase shop, Path configuration) {
    this.bench = bench;
    this.shop = shop;
    this.configuration = configuration;
  }

  /**
   * A set of segments evaluated.
   *
   * @param first the first date
   * @param next the day after it
   */
  private record Evaluated(Day first, Day next) {}

  /**
   * One date of a set.
   *
   * @param jobSeconds without the start of the JVM
   * @param scans of each stream
   */
  private record Day(Figure figure, double jobSeconds, Map<String, Integer> scans) {
    Figure heldTo(Day few, double limit) {
      return figure.heldTo(
          new Target(jobSeconds / few.jobSeconds, limit, "× %d segments".formatted(FEW)));
    }
  }

  List<Figure> run() {
    Evaluated few = evaluated("20 segments, 20 measures", MadeUpSegments.of(FEW, FEW));
    Evaluated distinct = evaluated("200 segments, 120 measures", MadeUpSegments.of(MANY, DISTINCT));
    Evaluated shared = evaluated("200 segments, 20 measures", MadeUpSegments.of(MANY, FEW));
    List<Figure> figures = new ArrayList<>();
    figures.add(few.first().figure());
    figures.add(distinct.first().heldTo(few.first(), MOST_TIMES_DISTINCT));
    figures.add(shared.first().heldTo(few.first(), MOST_TIMES_SHARED));
    figures.add(few.next().figure());
    figures.add(distinct.next().heldTo(few.next(), MOST_TIMES_DISTINCT));
    figures.add(shared.next().heldTo(few.next(), MOST_TIMES_SHARED));
    figures.add(scans("scans of a stream, 120 measures", distinct.next(), few.next()));
    figures.add(scans("scans of a stream, shared measures", shared.next(), few.next()));
    return figures;
  }

  private Evaluated evaluated(String part, MadeUpSegments segments) {
    Path folder = shop.folder().resolve(part.replaceAll("\\W+", "-"));
    Folders.copy(shop.lakehouse(), folder.resolve("lakehouse"));
    Path conf = folder.resolve("conf");
    Folders.copy(configuration.resolve("shops"), conf.resolve("shops"));
    Folders.copy(configuration.resolve("sources"), conf.resolve("sources"));
    segments.writeDefinitions(conf.resolve("segments"));
    Day first = day(part + ", first day", segments, folder, shop.asOf().minusDays(1));
    return new Evaluated(first, day(part + ", next day", segments, folder, shop.asOf()));
  }

  private Day day(String part, MadeUpSegments segments, Path folder, LocalDate date) {
    List<String> arguments = shop.arguments("job segments", folder.resolve("lakehouse"), date);
    arguments.addAll(List.of("--conf", folder.resolve("conf").toString()));
    Product.Observed run = bench.product().observed(part, arguments, folder.resolve("notes.json"));
    Finished theirs = duckDb(part, segments, folder.resolve("measures.sql"), date);
    long members = bench.results().sameMembers(folder.resolve("lakehouse"), segments.ids());
    Map<String, Integer> scans = ofStreams(run.notes().scans());
    bench.out().printf("  equal: %,d members of segments; scans: %s%n", members, scans);
    return new Day(
        Figure.seconds(part, run.finished(), theirs), jobSeconds(run.finished().printed()), scans);
  }

  private Finished duckDb(String part, MadeUpSegments segments, Path script, LocalDate date) {
    segments.writeScript(script);
    DuckDb.Task task =
        shop.task(
            bench.duckDb(), date, List.of("features.sql", script.toString()), List.of("members"));
    return bench.duckDb().run(part + ", DuckDB", task);
  }

  private static Figure scans(String part, Day many, Day few) {
    double most = many.scans().values().stream().mapToInt(i -> i).max().orElse(0);
    double base = few.scans().values().stream().mapToInt(i -> i).max().orElse(0);
    return Figure.counted(part, "scans", most)
        .heldTo(new Target(most, base, "as with %d segments".formatted(FEW)));
  }

  private static Map<String, Integer> ofStreams(Map<String, Integer> scans) {
    Map<String, Integer> streams = new TreeMap<>(scans);
    streams.keySet().retainAll(STREAMS);
    return streams;
  }

  /** As the job's own line of progress says. */
  static double jobSeconds(String printed) {
    Matcher matcher = JOB_SECONDS.matcher(printed);
    if (!matcher.find()) {
      throw new IllegalStateException(
          "Cannot read the seconds of the job segments: it printed no line of progress.");
    }
    return Double.parseDouble(matcher.group(1));
  }
}
