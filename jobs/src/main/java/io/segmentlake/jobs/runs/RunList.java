package io.segmentlake.jobs.runs;

import io.segmentlake.jobs.TextTable;
import io.segmentlake.pipelines.ops.Runs.Past;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The last runs as lines of text: what each did, how long it took, and how that compares. */
public final class RunList {
  /** Of fewer runs nobody can say what is usual. */
  private static final int LEAST_BEFORE = 3;

  private static final int MOST_BEFORE = 10;
  private static final int BAR = 20;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private RunList() {}

  /**
   * One line for each run, the newest last.
   *
   * @param past all that the manifest has
   * @param most how many of the newest runs are told
   */
  public static String of(List<Past> past, int most) {
    List<List<Past>> runs = List.copyOf(byRun(past).values());
    if (runs.isEmpty()) {
      return "Nothing has run yet. Run: segmentlake run daily\n";
    }
    TextTable table =
        new TextTable(
            "started (UTC)",
            "as of",
            "jobs",
            "tables",
            "rows",
            "seconds",
            "usual",
            "slowest job",
            "its slowest stage");
    for (int i = Math.max(0, runs.size() - most); i < runs.size(); i++) {
      List<Past> run = runs.get(i);
      Past slowest = run.stream().max(Comparator.comparingDouble(Past::seconds)).orElseThrow();
      table.row(
          MINUTE.format(run.get(0).startedAt()),
          run.get(0).asOf(),
          run.size(),
          run.stream().mapToInt(Past::tables).sum(),
          run.stream().mapToLong(Past::rows).sum(),
          seconds(sum(run)),
          usual(runs.subList(0, i), run),
          "%s %s".formatted(slowest.job(), seconds(slowest.seconds())),
          stages(slowest, 1));
    }
    return table.toString();
  }

  /** The runs of one job, each with a bar; empty where it never ran. */
  public static String ofJob(List<Past> past, String job, int most) {
    List<Past> all = past.stream().filter(p -> p.job().equals(job)).toList();
    List<Past> last = all.subList(Math.max(0, all.size() - most), all.size());
    double longest = last.stream().mapToDouble(Past::seconds).max().orElse(0);
    TextTable table =
        new TextTable("started (UTC)", "as of", "tables", "rows", "seconds", "", "slowest stages");
    last.forEach(
        p ->
            table.row(
                MINUTE.format(p.startedAt()),
                p.asOf(),
                p.tables(),
                p.rows(),
                seconds(p.seconds()),
                "█".repeat(longest == 0 ? 0 : (int) Math.round(BAR * p.seconds() / longest)),
                stages(p, p.slowest().size())));
    return last.isEmpty() ? "" : table.toString();
  }

  /** Where in our code, and how many seconds its stages took together. */
  private static String stages(Past past, int most) {
    return past.slowest().stream()
        .limit(most)
        .map(s -> "%s %s".formatted(s.place(), seconds(s.seconds().doubleValue())))
        .collect(Collectors.joining(", "));
  }

  private static Map<String, List<Past>> byRun(List<Past> past) {
    Map<String, List<Past>> runs = new LinkedHashMap<>();
    past.forEach(p -> runs.computeIfAbsent(p.runId(), id -> new ArrayList<>()).add(p));
    return runs;
  }

  /**
   * Its seconds as a multiple of the median of runs before that did as many jobs and wrote, too.
   */
  private static String usual(List<List<Past>> before, List<Past> run) {
    List<Double> alike =
        before.stream()
            .filter(b -> b.size() == run.size() && wrote(b) == wrote(run))
            .map(RunList::sum)
            .toList();
    List<Double> last =
        alike.subList(Math.max(0, alike.size() - MOST_BEFORE), alike.size()).stream()
            .sorted()
            .toList();
    if (last.size() < LEAST_BEFORE) {
      return "";
    }
    double median = (last.get((last.size() - 1) / 2) + last.get(last.size() / 2)) / 2;
    return median == 0 ? "" : String.format(Locale.ROOT, "%.2f ×", sum(run) / median);
  }

  private static boolean wrote(List<Past> run) {
    return run.stream().anyMatch(p -> p.tables() > 0);
  }

  private static double sum(List<Past> run) {
    return run.stream().mapToDouble(Past::seconds).sum();
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }
}
