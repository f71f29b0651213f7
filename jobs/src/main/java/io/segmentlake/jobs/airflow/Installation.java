package io.segmentlake.jobs.airflow;

import io.segmentlake.jobs.benchmark.Processes;
import io.segmentlake.jobs.installation.InstalledOnce;
import io.segmentlake.jobs.installation.Python;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Airflow in a Python environment of its own, of the versions in {@code constraints.txt}. It is
 * shared by all checkouts with the same constraints, and made once.
 */
public final class Installation {
  /** The versions are in the constraints. */
  private static final List<String> PACKAGES =
      List.of("apache-airflow-core", "apache-airflow-providers-standard");

  private final Path constraints;
  private final InstalledOnce once;

  /**
   * An installation, made or not.
   *
   * @param checkout that has {@code jobs/airflow/constraints.txt}
   * @param cache folder for installations
   */
  public Installation(Path checkout, Path cache) {
    this.constraints = checkout.resolve("jobs/airflow/constraints.txt");
    this.once = new InstalledOnce("Airflow", constraints, cache);
  }

  /** Differs where the versions do. */
  String name() {
    return once.folder().getFileName().toString();
  }

  Path program(String name) {
    return once.folder().resolve("bin").resolve(name);
  }

  /**
   * Makes it where it is not there; takes minutes, and some 700 MB of disk.
   *
   * @param logs folder for what pip says
   */
  public void make(Path logs, PrintStream progress) {
    once.make(() -> install(new Processes(logs, progress)));
  }

  private void install(Processes processes) {
    Python.environment(processes, "Airflow", once.folder());
    processes.run(
        "installing Airflow, once; this takes minutes",
        Stream.of(
                Stream.of(program("python").toString(), "-m", "pip", "install", "--quiet"),
                Stream.of("--disable-pip-version-check", "--constraint", constraints.toString()),
                PACKAGES.stream())
            .flatMap(s -> s)
            .toList(),
        Map.of());
  }
}
