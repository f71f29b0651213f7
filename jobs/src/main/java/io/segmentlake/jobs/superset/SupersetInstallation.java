package io.segmentlake.jobs.superset;

import io.segmentlake.jobs.benchmark.Processes;
import io.segmentlake.jobs.installation.InstalledOnce;
import io.segmentlake.jobs.installation.Python;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Superset with a driver for the Thrift Server, in a Python environment of its own, of the versions
 * in {@code constraints.txt}. It is shared by all checkouts with the same constraints.
 */
public final class SupersetInstallation {
  /** The versions are in the constraints. Superset 6.1 does not name all that it imports. */
  private static final List<String> PACKAGES =
      List.of(
          "apache-superset",
          "rich",
          "cachetools",
          "flask-caching",
          "pyhive",
          "thrift",
          "thrift-sasl",
          "pure-sasl");

  private final Path files;
  private final InstalledOnce once;

  /**
   * An installation, made or not.
   *
   * @param checkout that has {@code jobs/bi/superset}
   * @param cache folder for installations
   */
  public SupersetInstallation(Path checkout, Path cache) {
    this.files = checkout.resolve("jobs/bi/superset");
    this.once = new InstalledOnce("Superset", constraints(), cache);
  }

  /**
   * Makes it where it is not there: downloads 250 MB, and keeps 850.
   *
   * @param logs folder for what pip says
   */
  public void make(Path logs, PrintStream progress) {
    once.make(() -> install(new Processes(logs, progress)));
  }

  Path python() {
    return once.folder().resolve("bin/python");
  }

  /** Settings, what is done before a start, and what is imported. */
  Path files() {
    return files;
  }

  private Path constraints() {
    return files.resolve("constraints.txt");
  }

  private void install(Processes processes) {
    Python.environment(processes, "Superset", once.folder());
    processes.run(
        "installing Superset, once; 850 MB, which takes minutes",
        Stream.of(
                Stream.of(python().toString(), "-m", "pip", "install", "--quiet"),
                Stream.of("--disable-pip-version-check", "--constraint", constraints().toString()),
                PACKAGES.stream())
            .flatMap(s -> s)
            .toList(),
        Map.of());
  }
}
