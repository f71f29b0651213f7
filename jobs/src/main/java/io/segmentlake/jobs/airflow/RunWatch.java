package io.segmentlake.jobs.airflow;

import io.segmentlake.jobs.airflow.Airflow.Run;
import io.segmentlake.jobs.airflow.Airflow.Task;
import io.segmentlake.jobs.installation.Pause;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells what the tasks of a run do, as it happens, and at its end the log of those that failed. */
public final class RunWatch {
  private static final Set<String> OVER =
      Set.of("success", "failed", "upstream_failed", "skipped", "removed");
  private static final int LOG_LINES = 40;

  private final Airflow airflow;
  private final PrintStream out;
  private final Duration pause;

  /**
   * Watches runs.
   *
   * @param pause between two looks
   */
  public RunWatch(Airflow airflow, PrintStream out, Duration pause) {
    this.airflow = airflow;
    this.out = out;
    this.pause = pause;
  }

  /**
   * Watches until the run has ended.
   *
   * @return whether it ended well
   */
  public boolean watch(String dag, String id) {
    Map<String, String> told = new HashMap<>();
    while (true) {
      // The run first: once it is over, its tasks are as they stay.
      Run run = airflow.run(dag, id);
      List<Task> tasks = airflow.tasks(dag, id);
      for (Task task : tasks) {
        String line = line(task);
        if (!line.isEmpty() && !line.equals(told.put(task.name(), line))) {
          long over = tasks.stream().filter(t -> OVER.contains(t.state())).count();
          out.printf(Locale.ROOT, "[%d/%d] %s%n", over, tasks.size(), line);
        }
      }
      if (run.isOver()) {
        return end(dag, run, tasks);
      }
      Pause.of(pause);
    }
  }

  private boolean end(String dag, Run run, List<Task> tasks) {
    tasks.stream().filter(t -> t.state().equals("failed")).forEach(t -> log(dag, run, t));
    String seconds =
        run.startedAt()
            .flatMap(s -> run.endedAt().map(e -> Duration.between(s, e)))
            .map(d -> String.format(Locale.ROOT, " after %.1f s", d.toMillis() / 1000.0))
            .orElse("");
    out.println(dag + (run.hasFailed() ? " failed" : " done") + seconds);
    return !run.hasFailed();
  }

  private static String line(Task task) {
    String name = task.name();
    String attempt = task.attempt() + " of " + task.attempts();
    return switch (task.state()) {
      case "running" -> name + " runs" + (task.attempt() > 1 ? ", try " + attempt : "");
      case "up_for_retry" -> name + " failed at try " + attempt + "; another try follows";
      case "success" -> name + " done" + seconds(task);
      case "failed" -> name + " failed at try " + attempt + seconds(task);
      case "upstream_failed" -> name + " left out: one before it failed";
      case "none", "scheduled", "queued", "restarting", "deferred", "up_for_reschedule" -> "";
      default -> name + " " + task.state();
    };
  }

  private static String seconds(Task task) {
    return task.duration()
        .map(d -> String.format(Locale.ROOT, ", %.1f s", d.toMillis() / 1000.0))
        .orElse("");
  }

  private void log(String dag, Run run, Task task) {
    List<String> lines = airflow.log(dag, run.id(), task.name(), task.attempt());
    int from = Math.max(0, lines.size() - LOG_LINES);
    out.printf("%nlog of %s, try %d:%n", task.name(), task.attempt());
    lines.subList(from, lines.size()).forEach(line -> out.println("  " + line));
    out.println();
  }
}
