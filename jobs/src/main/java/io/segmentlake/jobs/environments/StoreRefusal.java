package io.segmentlake.jobs.environments;

import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;

/** Words for what a store says to whom it does not let in. */
public final class StoreRefusal {
  private StoreRefusal() {}

  /**
   * What to do about it; empty where no store refused.
   *
   * @param chain an exception and its causes
   */
  public static Optional<String> in(List<Throwable> chain) {
    return chain.stream().flatMap(e -> words(e).stream()).findFirst();
  }

  private static Optional<String> words(Throwable e) {
    String message = String.valueOf(e.getMessage());
    if (isOfStore(e) && message.contains("ExpiredToken")) {
      return Optional.of(
          "the credentials for the store have expired. Get new ones (AWS_SESSION_TOKEN, or sign in"
              + " again) and start the same command again");
    }
    if (e instanceof AccessDeniedException denied && isOfStore(e)) {
      return Optional.of(
          "the store denies access to "
              + denied.getFile()
              + " (403). Check the credentials (AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY) and that they may list, read, write and delete there");
    }
    return Optional.empty();
  }

  /** By name, for S3's classes may be missing. */
  private static boolean isOfStore(Throwable e) {
    return isOfS3(e) || (e.getCause() != null && isOfS3(e.getCause()));
  }

  private static boolean isOfS3(Throwable e) {
    String name = e.getClass().getName();
    return name.startsWith("org.apache.hadoop.fs.s3a.")
        || name.startsWith("software.amazon.awssdk.");
  }
}
