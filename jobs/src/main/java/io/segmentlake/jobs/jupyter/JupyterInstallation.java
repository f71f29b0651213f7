package io.segmentlake.jobs.jupyter;

import io.segmentlake.jobs.benchmark.Processes;
import io.segmentlake.jobs.installation.InstalledOnce;
import io.segmentlake.jobs.installation.Python;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * JupyterLab with a Python and a Java kernel, in a Python environment of its own, of the versions
 * in {@code constraints.txt}. It is shared by all checkouts with the same constraints.
 */
public final class JupyterInstallation {
  /** The versions are in the constraints. */
  private static final List<String> PACKAGES =
      List.of("jupyterlab", "jupytext", "nbclient", "matplotlib", "pandas", "pyspark", "jjava");

  /** Kernels run on the jars of this program; PySpark's own, half a gigabyte, are not needed. */
  private static final String WITHOUT_JARS =
      """
      import os, pyspark, shutil
      shutil.rmtree(os.path.join(os.path.dirname(pyspark.__file__), "jars"))
      """;

  private final Path constraints;
  private final InstalledOnce once;

  /**
   * An installation, made or not.
   *
   * @param checkout that has {@code jobs/jupyter/constraints.txt}
   * @param cache folder for installations
   */
  public JupyterInstallation(Path checkout, Path cache) {
    this.constraints = checkout.resolve("jobs/jupyter/constraints.txt");
    this.once = new InstalledOnce("Jupyter", constraints, cache);
  }

  /**
   * Makes it where it is not there: downloads 600 MB, most of it PySpark, and keeps 500.
   *
   * @param logs folder for what pip says
   */
  public void make(Path logs, PrintStream progress) {
    once.make(() -> install(new Processes(logs, progress)));
  }

  Path python() {
    return once.folder().resolve("bin/python");
  }

  private void install(Processes processes) {
    Python.environment(processes, "Jupyter", once.folder());
    processes.run(
        "installing Jupyter and PySpark, once; 600 MB",
        Stream.of(
                Stream.of(python().toString(), "-m", "pip", "install", "--quiet"),
                Stream.of("--disable-pip-version-check", "--constraint", constraints.toString()),
                PACKAGES.stream())
            .flatMap(s -> s)
            .toList(),
        Map.of());
    processes.run(
        "leaving out what is here already",
        List.of(python().toString(), "-c", WITHOUT_JARS),
        Map.of());
  }
}
