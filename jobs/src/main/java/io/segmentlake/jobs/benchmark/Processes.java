package io.segmentlake.jobs.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs one after another: a line of progress each, what they print in a file each. */
public final class Processes {
  private final Path logs;
  private final PrintStream progress;
  private int number;

  /**
   * Runs programs.
   *
   * @param logs folder for what they print
   * @param progress where the user reads what is going on
   */
  public Processes(Path logs, PrintStream progress) {
    this.logs = logs;
    this.progress = progress;
  }

  /**
   * A program that ended well.
   *
   * @param seconds from its start to its end
   * @param cpuSeconds that processors worked for it; 0 where the system does not tell
   * @param log what it printed
   */
  public record Finished(double seconds, double cpuSeconds, Path log) {
    public String printed() {
      try {
        return Files.readString(log);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + log, e);
      }
    }
  }

  /**
   * Runs a program and waits for it.
   *
   * @param step what it does, for people
   * @param environment added to that of this process
   * @throws IllegalStateException where it ends with another exit code than 0
   */
  public Finished run(String step, List<String> command, Map<String, String> environment) {
    progress.print(step + " …");
    progress.flush();
    Path log = logs.resolve("%02d-%s.log".formatted(++number, step.replaceAll("[^\\w]+", "-")));
    long start = System.nanoTime();
    double cpuBefore = CpuTime.ofChildren();
    int exitCode = exitCode(command, environment, log);
    double seconds = (System.nanoTime() - start) / 1e9;
    progress.printf(Locale.ROOT, " %s%.1f s%n", exitCode == 0 ? "" : "failed after ", seconds);
    if (exitCode != 0) {
      throw new IllegalStateException(
          "Cannot go on after '%s': it ended with exit code %d. What it printed is in %s."
              .formatted(step, exitCode, log));
    }
    return new Finished(seconds, CpuTime.ofChildren() - cpuBefore, log);
  }

  private static int exitCode(List<String> command, Map<String, String> environment, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = null;
    try {
      Files.createDirectories(log.getParent());
      process = builder.start();
      process.getOutputStream().close();
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot start %s: no such program can be run. It must be there, or on the PATH."
              .formatted(command.get(0)),
          e);
    } catch (InterruptedException e) {
      stop(process);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + command.get(0) + " ran", e);
    }
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }
}
