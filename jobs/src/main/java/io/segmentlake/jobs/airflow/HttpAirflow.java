package io.segmentlake.jobs.airflow;

import io.segmentlake.jobs.airflow.api.ApiException;
import io.segmentlake.jobs.airflow.api.model.BackfillPost;
import io.segmentlake.jobs.airflow.api.model.DagPatch;
import io.segmentlake.jobs.airflow.api.model.DagRun;
import io.segmentlake.jobs.airflow.api.model.DagRunClear;
import io.segmentlake.jobs.airflow.api.model.DagRunTrigger;
import io.segmentlake.jobs.airflow.api.model.DagTag;
import io.segmentlake.jobs.airflow.api.model.Health;
import io.segmentlake.jobs.airflow.api.model.Part;
import io.segmentlake.jobs.airflow.api.model.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An Airflow 3 server by its REST API; the client is generated from {@code airflow.yaml}. */
public final class HttpAirflow implements Airflow {
  private static final int MOST = 100;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final Login login;
  private final Calls calls;

  public HttpAirflow(Login login) {
    this(login, new Calls(login, Duration.ofSeconds(30), Duration.ofSeconds(1)));
  }

  HttpAirflow(Login login, Calls calls) {
    this.login = login;
    this.calls = calls;
  }

  @Override
  public String address() {
    return login.address();
  }

  @Override
  public String version() {
    return calls.safe("ask for the version", api -> api.getVersion().getVersion());
  }

  @Override
  public Map<String, String> health() {
    Health health = calls.open("ask how Airflow is", api -> api.getHealth());
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("database", status(health.getMetadatabase()));
    parts.put("scheduler", status(health.getScheduler()));
    parts.put("dag processor", status(health.getDagProcessor()));
    parts.put("triggerer", status(health.getTriggerer()));
    return parts;
  }

  @Override
  public Optional<Dag> dag(String id) {
    return calls.safe(
        "read the DAG " + id, api -> unless(NOT_FOUND, () -> HttpAirflow.dag(api.getDag(id))));
  }

  @Override
  public List<ImportError> importErrors() {
    return calls.safe("read import errors", api -> api.getImportErrors()).getImportErrors().stream()
        .map(HttpAirflow::importError)
        .toList();
  }

  @Override
  public void unpause(String dag) {
    DagPatch body = new DagPatch().isPaused(false);
    calls.once("unpause " + dag, api -> api.patchDag(dag, body, List.of("is_paused")));
  }

  @Override
  public Optional<Run> trigger(String dag, Instant due) {
    DagRunTrigger body =
        new DagRunTrigger().logicalDate(offset(due)).note("segmentlake airflow trigger");
    return calls.once(
        "trigger " + dag,
        api -> unless(CONFLICT, () -> HttpAirflow.run(api.triggerDagRun(dag, body))));
  }

  @Override
  public void clear(String dag, String run) {
    DagRunClear body = new DagRunClear().dryRun(false).onlyFailed(false);
    calls.once(
        "clear a run of " + dag,
        api -> {
          api.clearDagRun(dag, run, body);
          return run;
        });
  }

  @Override
  public Run run(String dag, String run) {
    return run(calls.safe("read a run of " + dag, api -> api.getDagRun(dag, run)));
  }

  @Override
  public List<Run> runs(String dag, Instant from, Instant to) {
    return calls
        .safe(
            "list the runs of " + dag,
            api -> api.getDagRuns(dag, offset(from), offset(to), List.of("-logical_date"), MOST))
        .getDagRuns()
        .stream()
        .map(HttpAirflow::run)
        .toList();
  }

  @Override
  public List<Task> tasks(String dag, String run) {
    return calls
        .safe("list the tasks of " + dag, api -> api.getTaskInstances(dag, run, MOST))
        .getTaskInstances()
        .stream()
        .map(HttpAirflow::task)
        .toList();
  }

  @Override
  public List<String> log(String dag, String run, String task, int attempt) {
    return calls
        .safe("read the log of " + task, api -> api.getLog(dag, run, task, attempt, true))
        .getContent()
        .stream()
        .map(HttpAirflow::line)
        .filter(Objects::nonNull)
        // Marks between which Airflow's pages fold lines.
        .filter(line -> !line.startsWith("::"))
        .toList();
  }

  @Override
  public int backfill(String dag, Instant from, Instant to) {
    BackfillPost body =
        new BackfillPost()
            .dagId(dag)
            .fromDate(offset(from))
            .toDate(offset(to))
            .reprocessBehavior("none")
            .maxActiveRuns(1);
    return calls.once("backfill " + dag, api -> api.createBackfill(body)).getId();
  }

  @Override
  public boolean isBackfilled(int backfill) {
    return calls.safe("read a backfill", api -> api.getBackfill(backfill)).getCompletedAt() != null;
  }

  /** An answer that may be refused in one expected way. */
  private interface Answer<T> {
    T get() throws ApiException;
  }

  private static <T> Optional<T> unless(int code, Answer<T> answer) throws ApiException {
    try {
      return Optional.of(answer.get());
    } catch (ApiException e) {
      if (e.getCode() == code) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String status(Part part) {
    return part == null || part.getStatus() == null ? "not there" : part.getStatus();
  }

  private static Dag dag(io.segmentlake.jobs.airflow.api.model.Dag dag) {
    return new Dag(
        dag.getDagId(),
        Boolean.TRUE.equals(dag.getIsPaused()),
        Boolean.TRUE.equals(dag.getIsStale()),
        dag.getTags().stream().map(DagTag::getName).toList(),
        instant(dag.getLastParsedTime()),
        instant(dag.getNextDagrunRunAfter()));
  }

  private static ImportError importError(io.segmentlake.jobs.airflow.api.model.ImportError error) {
    String lastLine = error.getStackTrace().strip().lines().reduce("", (a, b) -> b);
    return new ImportError(error.getFilename(), lastLine, error.getTimestamp().toInstant());
  }

  private static Run run(DagRun run) {
    return new Run(
        run.getDagRunId(),
        run.getState(),
        instant(run.getLogicalDate()),
        instant(run.getStartDate()),
        instant(run.getEndDate()));
  }

  private static Task task(TaskInstance task) {
    return new Task(
        task.getTaskId(),
        task.getState() == null ? "none" : task.getState(),
        task.getTryNumber(),
        task.getMaxTries() + 1,
        Optional.ofNullable(task.getDuration()).map(s -> Duration.ofMillis((long) (s * 1000))));
  }

  /** The text of a line, which comes bare or with its time and level. */
  private static String line(Object line) {
    return line instanceof Map<?, ?> fields ? (String) fields.get("event") : String.valueOf(line);
  }

  private static Optional<Instant> instant(OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime offset(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
