package io.segmentlake.jobs.airflow;

import io.segmentlake.jobs.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/** The folder in which Airflow looks for DAGs, and what belongs to us in it. */
public final class DagFolder {
  public static final String DAG_FILE = "segmentlake_dags.py";
  static final String ALERT_FILE = "segmentlake_alert.py";
  static final String PLAN_FILE = "segmentlake_jobs.json";

  private final Path folder;

  public DagFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Puts the DAG file and the plan of the jobs in place.
   *
   * @param checkout that has {@code jobs/airflow}
   * @return whether anything was other than before
   */
  public boolean place(Path checkout) {
    Path source = checkout.resolve("jobs/airflow");
    if (!Files.isReadable(source.resolve(DAG_FILE))) {
      throw new UsageException(
          "Cannot place the DAGs: there is no "
              + source.resolve(DAG_FILE)
              + ". Start segmentlake by jobs/bin/segmentlake of a checkout.");
    }
    try {
      Files.createDirectories(folder);
      // What it needs first: a DAG file that Airflow reads at once must find it.
      boolean isChanged = write(PLAN_FILE, JobPlan.json().getBytes(StandardCharsets.UTF_8));
      for (String file : List.of(ALERT_FILE, DAG_FILE)) {
        isChanged |= write(file, Files.readAllBytes(source.resolve(file)));
      }
      return isChanged;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot place the DAGs in " + folder, e);
    }
  }

  /** Whole or not at all, since Airflow may be reading. */
  private boolean write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
      return false;
    }
    Path unpublished = folder.resolve("." + name + ".new");
    Files.write(unpublished, content);
    Files.move(
        unpublished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }
}
