package io.segmentlake.jobs.airflow;

import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.benchmark.Processes;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Airflow in a Python environment of its own, of the versions in {@code constraints.txt}. It is
 * shared by all checkouts with the same constraints, and made once.
 */
public final class Installation {
  /** The versions are in the constraints. */
  private static final List<String> PACKAGES =
      List.of("apache-airflow-core", "apache-airflow-providers-standard");

  private static final List<String> PYTHONS =
      List.of("python3.11", "python3.12", "python3.13", "python3");
  private static final String IS_FIT =
      "import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))";

  private final Path constraints;
  private final Path folder;

  /**
   * An installation, made or not.
   *
   * @param checkout that has {@code jobs/airflow/constraints.txt}
   * @param cache folder for installations
   */
  public Installation(Path checkout, Path cache) {
    this.constraints = checkout.resolve("jobs/airflow/constraints.txt");
    this.folder = cache.resolve("airflow-" + checksum(constraints));
  }

  /** Where installations are where nobody says otherwise. */
  public static Path defaultCache(Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return caches.resolve("segmentlake");
  }

  /** Differs where the versions do. */
  String name() {
    return folder.getFileName().toString();
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /**
   * Makes it where it is not there; takes minutes, and some 700 MB of disk.
   *
   * @param logs folder for what pip says
   */
  public void make(Path logs, PrintStream progress) {
    if (Files.exists(done())) {
      return;
    }
    try {
      Files.createDirectories(folder.getParent());
      Path lock = folder.resolveSibling(folder.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        if (held.isValid() && !Files.exists(done())) {
          install(new Processes(logs, progress));
          Files.createFile(done());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot install Airflow in " + folder, e);
    }
  }

  private void install(Processes processes) {
    String python =
        PYTHONS.stream()
            .filter(Installation::isFit)
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "Cannot install Airflow: no Python 3.11 to 3.13 with venv found on the"
                            + " PATH. Install one (Debian and Ubuntu: apt install python3-venv)."));
    // --clear: what an interrupted installation left is no base to build on.
    processes.run(
        "making a Python environment",
        List.of(python, "-m", "venv", "--clear", folder.toString()),
        Map.of());
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

  private Path done() {
    return folder.resolve("installed");
  }

  private static String checksum(Path file) {
    if (!Files.isReadable(file)) {
      throw new UsageException(
          "Cannot install Airflow: there is no "
              + file
              + ". Start segmentlake by jobs/bin/segmentlake of a checkout.");
    }
    try {
      CRC32 sum = new CRC32();
      sum.update(Files.readAllBytes(file));
      return Long.toHexString(sum.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
