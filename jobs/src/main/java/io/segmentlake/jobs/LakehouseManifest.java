package io.segmentlake.jobs;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.Ingest;
import io.segmentlake.pipelines.ops.RecordedTable;
import io.segmentlake.pipelines.ops.Runs;
import io.segmentlake.pipelines.ops.TableFiles;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** The run's side of ops.runs: what need not be done again, and what was done. */
final class LakehouseManifest implements Manifest {
  /** Goes up with every change of code that changes a table's content. */
  static final int CODE_VERSION = 1;

  private final RunContext context;
  private final Map<Table, TableFiles> found = new HashMap<>();
  private Map<String, Row> latest;
  private Map<String, RecordedTable> recorded;

  LakehouseManifest(RunContext context) {
    this.context = context;
  }

  /**
   * The outcome of a job that did the same before, from the same data, configuration and code, and
   * whose tables still have the files they had then.
   */
  @Override
  public Optional<Outcome> unchanged(Job job) {
    // Only the job itself can tell whether there is something new outside the lakehouse.
    boolean readsTables = !job.reads().isEmpty();
    return readsTables && isRecorded(job)
        ? Optional.of(Outcome.of(nothingWritten(job)))
        : Optional.empty();
  }

  private boolean isRecorded(Job job) {
    if (latest == null) {
      latest = new Runs(context.lakehouse()).latest();
    }
    Row entry = latest.get(job.name());
    return entry != null
        && entry.getAs("inputs_hash").equals(inputsHash(job))
        && job.writes().stream()
            .filter(t -> recorded().containsKey(t.fullName()))
            .allMatch(t -> recorded().get(t.fullName()).isUntouched(files(t)));
  }

  private List<Written> nothingWritten(Job job) {
    return job.writes().stream()
        .filter(t -> context.lakehouse().exists(t))
        .map(t -> Written.unchanged(t, context.lakehouse().version(t)))
        .toList();
  }

  /** Tables of the job whose files are not as its runs left them, and what is wrong, in words. */
  @Override
  public Map<Table, String> damaged(Job job) {
    Map<Table, String> damaged = new LinkedHashMap<>();
    for (Table table : job.writes()) {
      RecordedTable known = recorded().get(table.fullName());
      if (known != null) {
        known
            .damage(context.lakehouse(), table, files(table))
            .ifPresent(words -> damaged.put(table, words));
      }
    }
    return damaged;
  }

  private Map<String, RecordedTable> recorded() {
    if (recorded == null) {
      recorded = new Runs(context.lakehouse()).tables();
    }
    return recorded;
  }

  /** The table's files as the run found them. */
  private TableFiles files(Table table) {
    return found.computeIfAbsent(table, t -> TableFiles.of(context.lakehouse(), t));
  }

  /** Records what was done, in one commit; nothing where nothing was that is not recorded yet. */
  @Override
  public void record(List<Runner.Finished> finished) {
    List<Runner.Finished> done =
        finished.stream().filter(f -> !f.outcome().written().isEmpty()).toList();
    boolean isNews = done.stream().anyMatch(f -> !f.outcome().isNoChange() || !isRecorded(f.job()));
    if (isNews) {
      new Runs(context.lakehouse()).add(done.stream().map(this::entry).toList());
    }
  }

  private Runs.Entry entry(Runner.Finished finished) {
    List<Written> written = finished.outcome().written();
    return new Runs.Entry(
        context.startedAt().toString() + "-" + ProcessHandle.current().pid(),
        finished.job().name(),
        context.asOf(),
        context.startedAt(),
        BigDecimal.valueOf(finished.duration().toMillis(), 3),
        inputsHash(finished.job()),
        Ingest.lastRun(context.lakehouse()),
        written,
        finished.slowest());
  }

  private String inputsHash(Job job) {
    return digest(
        job.name(),
        dates(job),
        Long.toString(Ingest.lastRun(context.lakehouse())),
        job.reads().contains(ModelRegistry.TABLE) ? models() : "",
        Integer.toString(CODE_VERSION),
        configuration());
  }

  private String dates(Job job) {
    String from =
        context.settings().from().filter(f -> job.spansDates()).map(f -> f + " to ").orElse("");
    return from + context.asOf();
  }

  /** Which models there are, and what became of them. */
  private String models() {
    return Integer.toString(new ModelRegistry(context.lakehouse()).entries().size());
  }

  /** Names and contents of all configuration files. */
  private String configuration() {
    try (Stream<Path> files = Files.walk(context.configuration())) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        all.append(context.configuration().relativize(file))
            .append('\n')
            .append(Files.readString(file));
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read the configuration in " + context.configuration(), e);
    }
  }

  private static String digest(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: every Java has SHA-256", e);
    }
  }
}
