package io.segmentlake.jobs;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The choices common to all commands, made once per run.
 *
 * @param shop name of a file in {@code conf/shops}
 * @param lakehouse folder of the tables, a local path or any Hadoop one
 * @param landing folder with the shop's raw files, a local path or any Hadoop one
 * @param configuration folder with {@code sources}, {@code segments} and {@code shops}
 * @param from first business date of a range that ends with {@code asOf}; empty for none
 * @param asOf business date in the shop's zone
 * @param startedAt instant at which the run began
 */
public record Settings(
    String shop,
    String lakehouse,
    String landing,
    Path configuration,
    Optional<LocalDate> from,
    LocalDate asOf,
    Instant startedAt) {

  /** The lakehouse's folder on this machine; empty where it is elsewhere, for example on S3. */
  public Optional<Path> localLakehouse() {
    return localPath(lakehouse);
  }

  /** The folder of raw files on this machine; empty where it is elsewhere. */
  public Optional<Path> localLanding() {
    return localPath(landing);
  }

  private static Optional<Path> localPath(String folder) {
    if (folder.startsWith("file:")) {
      return Optional.of(Path.of(folder.replaceFirst("^file:/*", "/")));
    }
    return folder.contains("://") ? Optional.empty() : Optional.of(Path.of(folder));
  }
}
