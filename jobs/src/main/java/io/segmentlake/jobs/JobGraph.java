package io.segmentlake.jobs;

import io.segmentlake.models.tables.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The jobs of a schedule in the order in which they can run: a job comes after all that bring news
 * of what it reads, otherwise as listed.
 */
public final class JobGraph {
  private final List<Job> ordered;

  private JobGraph(List<Job> ordered) {
    this.ordered = List.copyOf(ordered);
  }

  /**
   * Orders jobs.
   *
   * @throws IllegalArgumentException where two have one name, or wait for each other; the message
   *     names them and the tables
   */
  public static JobGraph of(List<Job> jobs) {
    Set<String> names = new HashSet<>();
    for (Job job : jobs) {
      if (!names.add(job.name())) {
        throw new IllegalArgumentException(
            "Cannot order the jobs: two are named '" + job.name() + "'. A name is given once.");
      }
    }
    List<Job> ordered = new ArrayList<>();
    for (Job job : jobs) {
      visit(job, jobs, ordered, new ArrayList<>());
    }
    return new JobGraph(ordered);
  }

  public List<Job> ordered() {
    return ordered;
  }

  /** The job of that name, where there is one. */
  public Optional<Job> named(String name) {
    return ordered.stream().filter(j -> j.name().equals(name)).findFirst();
  }

  /** Depth first: whatever the job waits for, then the job. */
  private static void visit(Job job, List<Job> jobs, List<Job> done, List<Job> waiting) {
    if (done.contains(job)) {
      return;
    }
    waiting.add(job);
    for (Job other : jobs) {
      if (other != job && waitsFor(job, other)) {
        if (waiting.contains(other)) {
          throw cycle(waiting.subList(waiting.indexOf(other), waiting.size()));
        }
        visit(other, jobs, done, waiting);
      }
    }
    waiting.remove(job);
    done.add(job);
  }

  private static boolean waitsFor(Job reader, Job writer) {
    return !shared(reader, writer).isEmpty();
  }

  private static List<String> shared(Job reader, Job writer) {
    Set<String> written = writer.news().stream().map(Table::fullName).collect(Collectors.toSet());
    return reader.reads().stream().map(Table::fullName).filter(written::contains).toList();
  }

  private static IllegalArgumentException cycle(List<Job> jobs) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < jobs.size(); i++) {
      Job writer = jobs.get((i + 1) % jobs.size());
      path.append(i == 0 ? "" : "; ")
          .append(jobs.get(i).name())
          .append(" reads ")
          .append(String.join(", ", shared(jobs.get(i), writer)))
          .append(" of ")
          .append(writer.name());
    }
    return new IllegalArgumentException(
        "Cannot order the jobs: they wait for each other in a circle (" + path + ").");
  }
}
