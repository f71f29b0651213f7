package io.segmentlake.jobs.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentlake.jobs.benchmark.Processes.Finished;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** DuckDB in a Python environment of its own, which is made where there is none. */
final class DuckDb {
  static final String VERSION = "2.0.0";

  private static final String RUNNER = "duckdb-run.py";
  private static final List<String> SCRIPTS =
      List.of("generated-shop.sql", "online-retail.sql", "features.sql", "segments.sql", RUNNER);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Processes processes;

  /**
   * A DuckDB.
   *
   * @param folder for the environment, the scripts and what they write
   */
  DuckDb(Path folder, Processes processes) {
    this.folder = folder;
    this.processes = processes;
  }

  /**
   * What DuckDB is to do.
   *
   * @param variables for the scripts
   * @param scripts names of own ones or paths, in their order
   * @param results tables, and where to write them as Parquet
   */
  record Task(Map<String, String> variables, List<String> scripts, Map<String, String> results) {}

  /** Makes the environment, unless it is there, and lays the scripts ready. */
  void prepare() {
    Path environment = environment();
    if (!Files.isDirectory(environment)) {
      Path fresh = environment.resolveSibling(environment.getFileName() + ".new");
      processes.run(
          "making a Python environment",
          List.of("python3", "-m", "venv", "--clear", fresh.toString()),
          Map.of());
      processes.run(
          "installing DuckDB " + VERSION,
          List.of(python(fresh), "-m", "pip", "install", "--quiet", "duckdb==" + VERSION),
          Map.of());
      move(fresh, environment);
    }
    SCRIPTS.forEach(this::lay);
  }

  /** Runs scripts in a process of their own, from an empty database. */
  Finished run(String step, Task task) {
    Path file = folder.resolve("task.json");
    try {
      List<String> scripts =
          task.scripts().stream().map(s -> folder.resolve(s).toString()).toList();
      JSON.writeValue(file.toFile(), new Task(task.variables(), scripts, task.results()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
    return processes.run(
        step,
        List.of(python(environment()), folder.resolve(RUNNER).toString(), file.toString()),
        Map.of());
  }

  /** Where a result is to be written. */
  Path result(String name) {
    return folder.resolve(name + ".parquet");
  }

  private Path environment() {
    return folder.resolve("python-" + VERSION);
  }

  /** Environments may be moved: their Python finds itself by where it is. */
  private static String python(Path environment) {
    return environment.resolve("bin").resolve("python").toString();
  }

  private void lay(String script) {
    try (InputStream in = DuckDb.class.getResourceAsStream(script)) {
      Files.copy(in, folder.resolve(script), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + folder.resolve(script), e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot move " + from + " to " + to, e);
    }
  }
}
