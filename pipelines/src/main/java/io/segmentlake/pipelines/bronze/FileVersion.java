package io.segmentlake.pipelines.bronze;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.apache.spark.sql.Row;

/**
 * A version of a raw file that bronze.files knows.
 *
 * @param isLive whether no later run replaced it
 * @param lastSeq the last run that brought or replaced it
 */
record FileVersion(
    long fileId,
    String source,
    String feed,
    String path,
    String contentHash,
    long bytes,
    Instant modifiedAt,
    boolean isLive,
    long lastSeq) {

  static FileVersion of(Row row) {
    Long superseded = row.getAs("superseded_seq");
    return new FileVersion(
        row.<Long>getAs("file_id"),
        row.getAs("source"),
        row.getAs("feed"),
        row.getAs("path"),
        row.getAs("content_hash"),
        row.<Long>getAs("size_bytes"),
        row.<java.sql.Timestamp>getAs("modified_at").toInstant(),
        superseded == null,
        superseded == null ? row.<Long>getAs("arrived_seq") : superseded);
  }

  boolean isUnchanged(LandingFile file) {
    return path.equals(file.path())
        && bytes == file.bytes()
        && modifiedAt.equals(file.modifiedAt());
  }

  /**
   * Names a version: the same whatever other files came with it, and another one when the same
   * bytes return after they had been replaced.
   *
   * @param earlier number of earlier versions with the same bytes under the same path
   */
  static long id(String source, String feed, String path, String contentHash, long earlier) {
    MessageDigest digest = FileHashes.sha256();
    String text = String.join("\0", source, feed, path, contentHash, Long.toString(earlier));
    byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(hash).getLong() & Long.MAX_VALUE;
  }
}
