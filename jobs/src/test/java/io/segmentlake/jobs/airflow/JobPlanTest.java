package io.segmentlake.jobs.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentlake.jobs.FakeJob;
import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.JobGraph;
import io.segmentlake.jobs.Schedule;
import io.segmentlake.jobs.airflow.JobPlan.Step;
import io.segmentlake.models.tables.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobPlanTest {

  @Test
  void letsATaskWaitForThoseWhoseTablesItReads() {
    Job ingest = FakeJob.named("ingest").writing("bronze.orders");
    Job silver = FakeJob.named("silver").reading("bronze.orders").writing("silver.orders");
    Job left = FakeJob.named("left").reading("silver.orders").writing("features.left");
    Job right =
        FakeJob.named("right").reading("silver.orders", "bronze.orders").writing("features.right");
    Job last = FakeJob.named("last").reading("features.left", "features.right", "bronze.orders");

    assertThat(JobPlan.of(JobGraph.of(List.of(last, right, left, silver, ingest))))
        .containsExactly(
            new Step("ingest", List.of(), List.of("bronze.orders")),
            new Step("silver", List.of("ingest"), List.of("silver.orders")),
            new Step("right", List.of("silver"), List.of("features.right")),
            new Step("left", List.of("silver"), List.of("features.left")),
            new Step("last", List.of("left", "right"), List.of()));
  }

  @Test
  void letsOneTaskAtATimeWriteATable() {
    Job churn = FakeJob.named("churn").writing("predictions.registry");
    Job clv = FakeJob.named("clv").writing("predictions.registry");
    Job uplift = FakeJob.named("uplift").writing("predictions.registry");

    assertThat(JobPlan.of(JobGraph.of(List.of(churn, clv, uplift))))
        .extracting(Step::job, Step::after)
        .containsExactly(
            tuple("churn", List.of()),
            tuple("clv", List.of("churn")),
            tuple("uplift", List.of("clv")));
  }

  /** What the DAGs are made of, held against the declarations of the jobs themselves. */
  @Test
  void writesThePlanOfEverySchedule() throws IOException {
    JsonNode plan = new ObjectMapper().readTree(JobPlan.json());

    assertThat(plan.size()).isEqualTo(Schedule.values().length);
    for (Schedule schedule : Schedule.values()) {
      List<Job> jobs = schedule.jobs().ordered();
      Map<String, Set<String>> earlier = earlier(plan.get(AirflowSchedule.nameOf(schedule)));
      assertThat(earlier.keySet())
          .containsExactlyInAnyOrderElementsOf(jobs.stream().map(Job::name).toList());
      for (Job reader : jobs) {
        for (Job writer : jobs) {
          if (reader != writer && reader.reads().stream().anyMatch(writes(writer)::contains)) {
            assertThat(earlier.get(reader.name())).as(reader.name()).contains(writer.name());
          }
          if (reader != writer && reader.writes().stream().anyMatch(writes(writer)::contains)) {
            assertThat(
                    earlier.get(reader.name()).contains(writer.name())
                        || earlier.get(writer.name()).contains(reader.name()))
                .as(reader.name() + " and " + writer.name() + " never at once")
                .isTrue();
          }
        }
      }
    }
  }

  /** Who waits for new segments must not start because their files were put together. */
  @Test
  void tellsNobodyOfTablesWhoseRowsStayTheSame() {
    Schedule maintenance = Schedule.MAINTENANCE;

    assertThat(JobPlan.of(maintenance.jobs()))
        .containsExactly(
            new Step("maintain-tables", List.of(), List.of()),
            new Step("forget-raw-lines", List.of("maintain-tables"), List.of()));
  }

  @Test
  void deliversNothing() {
    assertThat(JobPlan.json()).contains("segments.membership").doesNotContain("deliver");
  }

  private static List<Table> writes(Job job) {
    return job.writes();
  }

  /** All that come before each, directly or not. */
  private static Map<String, Set<String>> earlier(JsonNode steps) {
    Map<String, Set<String>> earlier = new HashMap<>();
    for (JsonNode step : steps) {
      List<String> after = new ArrayList<>();
      step.get("after").forEach(name -> after.add(name.asText()));
      Set<String> all = new HashSet<>(after);
      // A task can only wait for one that is made before it.
      after.forEach(name -> all.addAll(earlier.get(name)));
      earlier.put(step.get("job").asText(), all);
    }
    return earlier;
  }
}
