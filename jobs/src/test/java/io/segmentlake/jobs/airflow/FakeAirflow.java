package io.segmentlake.jobs.airflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An Airflow as a film: each look at the run shows the next picture of it, the last one stays. */
final class FakeAirflow implements Airflow {
  private static final Instant START = Instant.parse("2026-07-01T01:00:00Z");

  private record Picture(Run run, List<Task> tasks) {}

  private final List<Picture> pictures = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private int looks;

  FakeAirflow seen(String state, Task... tasks) {
    Optional<Instant> start = Optional.of(START);
    Run run = new Run("run", state, start, start, start.map(at -> at.plusSeconds(60)));
    pictures.add(new Picture(run, List.of(tasks)));
    return this;
  }

  FakeAirflow logging(String... lines) {
    log.addAll(List.of(lines));
    return this;
  }

  /** What it was told to do. */
  List<String> done() {
    return done;
  }

  @Override
  public String address() {
    return "http://127.0.0.1:8080";
  }

  @Override
  public String version() {
    return "3.3.2";
  }

  @Override
  public Map<String, String> health() {
    return Map.of();
  }

  @Override
  public Optional<Dag> dag(String id) {
    return Optional.of(
        new Dag(id, false, false, List.of("demo"), Optional.of(START), Optional.empty()));
  }

  @Override
  public List<ImportError> importErrors() {
    return List.of();
  }

  @Override
  public void unpause(String dag) {
    done.add("unpause " + dag);
  }

  /** There is a run as soon as there is a picture of one. */
  @Override
  public Optional<Run> trigger(String dag, Instant due) {
    done.add("trigger " + dag + " " + due);
    return pictures.isEmpty() ? Optional.of(seen("queued").run(dag, "run")) : Optional.empty();
  }

  @Override
  public void clear(String dag, String run) {
    done.add("clear " + dag + " " + run);
  }

  @Override
  public Run run(String dag, String run) {
    return pictures.get(Math.min(looks++, pictures.size() - 1)).run();
  }

  @Override
  public List<Run> runs(String dag, Instant from, Instant to) {
    return pictures.isEmpty() ? List.of() : List.of(pictures.get(pictures.size() - 1).run());
  }

  @Override
  public List<Task> tasks(String dag, String run) {
    return pictures.get(Math.min(looks - 1, pictures.size() - 1)).tasks();
  }

  @Override
  public List<String> log(String dag, String run, String task, int attempt) {
    return log;
  }

  @Override
  public int backfill(String dag, Instant from, Instant to) {
    return 1;
  }

  @Override
  public boolean isBackfilled(int backfill) {
    return true;
  }
}
