package io.segmentlake.pipelines.ops;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * What files a table consists of, log and data, by name and size: a truncated commit or a data file
 * gone changes it, and Delta itself would notice neither.
 */
public final class TableFiles {
  private TableFiles() {}

  /**
   * SHA-256 over the names and sizes of all files of the table; of none where it does not exist.
   */
  public static String hash(Lakehouse lakehouse, Table table) {
    Path folder = new Path(lakehouse.path(table));
    try {
      FileSystem files =
          folder.getFileSystem(lakehouse.spark().sparkContext().hadoopConfiguration());
      TreeSet<String> entries = new TreeSet<>();
      RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        // Checksums of local files come and go with how Hadoop writes them.
        if (!file.getPath().getName().endsWith(".crc")) {
          entries.add(file.getPath().toUri().getPath() + ":" + file.getLen());
        }
      }
      return digest(String.join("\n", entries));
    } catch (FileNotFoundException e) {
      return digest("");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the files of " + table + " in " + folder, e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: every Java has SHA-256", e);
    }
  }
}
