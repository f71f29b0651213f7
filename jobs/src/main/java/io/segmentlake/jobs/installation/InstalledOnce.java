package io.segmentlake.jobs.installation;

import io.segmentlake.jobs.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A folder that one process fills while others wait. It is named for the file that says what is to
 * be in it, so that all checkouts with the same file share it.
 */
public final class InstalledOnce {
  private final String what;
  private final Path folder;

  /**
   * A folder, filled or not.
   *
   * @param what for messages and as the beginning of the folder's name
   * @param versions file that says what is to be in it
   * @param cache folder for installations
   */
  public InstalledOnce(String what, Path versions, Path cache) {
    this.what = what;
    this.folder =
        cache.resolve(what.toLowerCase(java.util.Locale.ROOT) + "-" + checksum(what, versions));
  }

  /** Where installations are where nobody says otherwise. */
  public static Path defaultCache(Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return caches.resolve("segmentlake");
  }

  public Path folder() {
    return folder;
  }

  /** Fills the folder where nobody has; what an interrupted attempt left is there still. */
  public void make(Runnable install) {
    Path done = folder.resolve("installed");
    if (Files.exists(done)) {
      return;
    }
    try {
      Files.createDirectories(folder.getParent());
      Path lock = folder.resolveSibling(folder.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        if (held.isValid() && !Files.exists(done)) {
          install.run();
          Files.createFile(done);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot install " + what + " in " + folder, e);
    }
  }

  private static String checksum(String what, Path file) {
    if (!Files.isReadable(file)) {
      throw new UsageException(
          "Cannot install "
              + what
              + ": there is no "
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
