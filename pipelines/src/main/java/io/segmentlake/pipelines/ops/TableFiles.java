package io.segmentlake.pipelines.ops;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files that a table consists of, log and data: a truncated commit or a data file gone changes
 * them, and Delta itself would notice neither.
 *
 * @param sizes bytes by path within the table
 */
public record TableFiles(SortedMap<String, Long> sizes) {
  private static final String LOG = "_delta_log/";
  private static final int VERSION_DIGITS = 20;

  /** Lists the files of a table; none where it does not exist. */
  public static TableFiles of(Lakehouse lakehouse, Table table) {
    SortedMap<String, Long> sizes = new TreeMap<>();
    each(lakehouse, table, (path, file) -> sizes.put(path, file.getLen()));
    return new TableFiles(sizes);
  }

  /** When each file of a table was written, by its path within the table. */
  static SortedMap<String, Instant> modified(Lakehouse lakehouse, Table table) {
    SortedMap<String, Instant> modified = new TreeMap<>();
    each(
        lakehouse,
        table,
        (path, file) -> modified.put(path, Instant.ofEpochMilli(file.getModificationTime())));
    return modified;
  }

  private static void each(
      Lakehouse lakehouse, Table table, BiConsumer<String, LocatedFileStatus> use) {
    Path folder = new Path(lakehouse.path(table));
    try {
      FileSystem system = folder.getFileSystem(lakehouse.hadoop());
      String root = system.makeQualified(folder).toUri().getPath() + "/";
      RemoteIterator<LocatedFileStatus> all = system.listFiles(folder, true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        // Checksums of local files come and go with how Hadoop writes them.
        if (!file.getPath().getName().endsWith(".crc")) {
          use.accept(file.getPath().toUri().getPath().substring(root.length()), file);
        }
      }
    } catch (FileNotFoundException e) {
      // It was never written.
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the files of " + table + " in " + folder, e);
    }
  }

  /** SHA-256 over names and sizes of all files. */
  public String hash() {
    return hash(name -> true);
  }

  /** SHA-256 over names and sizes of the commits up to a version: these never change. */
  public String commitsHash(long version) {
    return hash(name -> isCommit(name) && version(name) <= version);
  }

  private static boolean isCommit(String name) {
    return name.length() == LOG.length() + VERSION_DIGITS + ".json".length()
        && name.startsWith(LOG)
        && name.endsWith(".json");
  }

  private static long version(String name) {
    return Long.parseLong(name.substring(LOG.length(), LOG.length() + VERSION_DIGITS));
  }

  private String hash(Predicate<String> counts) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Long> file : sizes.entrySet()) {
      if (counts.test(file.getKey())) {
        text.append(file.getKey()).append(':').append(file.getValue()).append('\n');
      }
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: every Java has SHA-256", e);
    }
  }
}
