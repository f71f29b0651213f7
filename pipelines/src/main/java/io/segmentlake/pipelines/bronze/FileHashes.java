package io.segmentlake.pipelines.bronze;

import io.segmentlake.pipelines.Lakehouse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** SHA-256 of files' bytes, calculated by Spark's tasks where they are many. */
final class FileHashes {
  private static final int FILES_PER_TASK = 64;

  /** Read before Spark has started a job. */
  private static final long FEW_BYTES = 32L << 20;

  private FileHashes() {}

  /** Lower-case hex, in the order of the files; a folder's covers names and bytes of its files. */
  static List<String> of(Lakehouse lakehouse, List<LandingFile> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    if (files.stream().mapToLong(LandingFile::bytes).sum() <= FEW_BYTES) {
      return files.stream().map(file -> here(file.location(), lakehouse.hadoop())).toList();
    }
    SparkContext spark = lakehouse.spark().sparkContext();
    SerializableConfiguration hadoop = new SerializableConfiguration(lakehouse.hadoop());
    List<String> locations = new ArrayList<>(files.stream().map(LandingFile::location).toList());
    int fewest = Math.min(files.size(), spark.defaultParallelism());
    int tasks = Math.max(fewest, files.size() / FILES_PER_TASK);
    return JavaSparkContext.fromSparkContext(spark)
        .parallelize(locations, tasks)
        .map(location -> hash(new Path(location), hadoop.value()))
        .collect();
  }

  private static String here(String location, Configuration hadoop) {
    try {
      return hash(new Path(location), hadoop);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + location, e);
    }
  }

  private static String hash(Path path, Configuration hadoop) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    MessageDigest digest = sha256();
    if (files.getFileStatus(path).isFile()) {
      addBytes(digest, files, path);
    } else {
      for (FileStatus file : Landing.dataFiles(files, path)) {
        String name = path.toUri().relativize(file.getPath().toUri()).getPath();
        digest.update((name + "\0" + file.getLen() + "\0").getBytes(StandardCharsets.UTF_8));
        addBytes(digest, files, file.getPath());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void addBytes(MessageDigest digest, FileSystem files, Path path)
      throws IOException {
    try (InputStream in = new DigestInputStream(files.open(path), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash files: no SHA-256", e);
    }
  }
}
