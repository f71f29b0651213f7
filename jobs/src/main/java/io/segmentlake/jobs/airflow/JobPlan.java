package io.segmentlake.jobs.airflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.JobGraph;
import io.segmentlake.jobs.Schedule;
import io.segmentlake.models.tables.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which task waits for which, as the jobs' reads and writes demand. Two that write the same table
 * run one after the other, too: each would find it locked by the other.
 */
public final class JobPlan {
  private JobPlan() {}

  /**
   * A job as a task.
   *
   * @param job its name
   * @param after names of the jobs it waits for, without those that these wait for
   * @param writes full names of the tables in which others may find new rows
   */
  public record Step(String job, List<String> after, List<String> writes) {}

  /** The jobs of a schedule, each after those it waits for. */
  public static List<Step> of(JobGraph graph) {
    List<Step> steps = new ArrayList<>();
    Map<String, Set<String>> earlier = new LinkedHashMap<>();
    for (Job job : graph.ordered()) {
      Set<String> needed = new TreeSet<>();
      for (Job other : graph.ordered().subList(0, steps.size())) {
        if (waitsFor(job, other)) {
          needed.add(other.name());
        }
      }
      Set<String> all = new TreeSet<>(needed);
      needed.forEach(name -> all.addAll(earlier.get(name)));
      earlier.put(job.name(), all);
      List<String> direct =
          needed.stream()
              .filter(n -> needed.stream().noneMatch(o -> earlier.get(o).contains(n)))
              .toList();
      steps.add(new Step(job.name(), direct, names(job.news()).stream().sorted().toList()));
    }
    return steps;
  }

  /** The steps of all schedules, as the DAG file reads them. */
  public static String json() {
    Map<String, List<Step>> plan = new LinkedHashMap<>();
    for (Schedule schedule : Schedule.values()) {
      plan.put(AirflowSchedule.nameOf(schedule), of(schedule.jobs()));
    }
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(plan)
              .replace(System.lineSeparator(), "\n")
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the plan of the jobs", e);
    }
  }

  private static boolean waitsFor(Job job, Job earlier) {
    Set<String> written = names(earlier.writes());
    return names(job.reads()).stream().anyMatch(names(earlier.news())::contains)
        || names(job.writes()).stream().anyMatch(written::contains);
  }

  private static Set<String> names(List<Table> tables) {
    return tables.stream().map(Table::fullName).collect(Collectors.toSet());
  }
}
