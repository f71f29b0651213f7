package io.segmentlake.jobs.jupyter;

import io.segmentlake.jobs.installation.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs notebooks from the first cell to the last, without anybody looking. */
public record NotebookRun(Kernels kernels) {

  /**
   * Runs them one after the other; each is written with its outputs.
   *
   * @param names without endings; all where there are none
   * @param out folder for what comes of them
   * @return whether all ran to their end; what went wrong has been printed
   */
  public boolean of(List<String> names, Path out, JupyterInstallation jupyter) {
    Secrets.makeFolder(out);
    List<String> command = new ArrayList<>();
    command.add(jupyter.python().toString());
    command.add(kernels.checkout().resolve("jobs/jupyter/run.py").toString());
    command.add(kernels.notebooks().toString());
    command.add(out.toString());
    command.addAll(names);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(kernels.environment(jupyter.python()));
    try {
      Process process = builder.start();
      try {
        return process.waitFor() == 0;
      } catch (InterruptedException e) {
        process.destroy();
        Thread.currentThread().interrupt();
        return false;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + command.get(0), e);
    }
  }
}
