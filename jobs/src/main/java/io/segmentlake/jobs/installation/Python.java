package io.segmentlake.jobs.installation;

import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.benchmark.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The Python of this machine. */
public final class Python {
  private static final List<String> NAMES =
      List.of("python3.11", "python3.12", "python3.13", "python3");
  private static final String IS_FIT =
      "import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))";

  private Python() {}

  /**
   * Makes an environment, in place of what an interrupted installation left.
   *
   * @param what is to be installed in it, for the message
   * @throws UsageException where no Python can
   */
  public static void environment(Processes processes, String what, Path folder) {
    processes.run(
        "making a Python environment",
        List.of(find(what), "-m", "venv", "--clear", folder.toString()),
        Map.of());
  }

  /**
   * The name of one that can make environments.
   *
   * @param what is to be installed, for the message
   * @throws UsageException where there is none
   */
  private static String find(String what) {
    return NAMES.stream()
        .filter(Python::isFit)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Cannot install "
                        + what
                        + ": no Python 3.11 to 3.13 with venv found on the"
                        + " PATH. Install one (Debian and Ubuntu: apt install python3-venv)."));
  }

  private static boolean isFit(String python) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", IS_FIT)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
