package io.segmentlake.pipelines.bronze;

import io.segmentlake.models.configuration.Mistake;
import java.util.List;
import java.util.Optional;

/**
 * What the first records of a shop's files would become.
 *
 * @param mistakes in the shop's configuration; feeds with mistakes are not tried
 * @param feeds in the order of the configuration
 */
public record SourceCheckResult(List<Mistake> mistakes, List<FeedCheck> feeds) {

  /**
   * One feed.
   *
   * @param files number of files that match
   * @param path of the file looked into, the newest; empty where none matches
   * @param records number of records read
   * @param streams what they become
   * @param refused those that would go to quarantine
   */
  public record FeedCheck(
      String source,
      String feed,
      int files,
      Optional<String> path,
      long records,
      List<StreamCheck> streams,
      List<Refusal> refused) {}

  /**
   * Rows of one stream.
   *
   * @param columns that are mapped
   * @param rows values as text, empty for none; personal ones show their shape only
   */
  public record StreamCheck(String stream, List<String> columns, List<List<String>> rows) {}

  /**
   * A record that would go to quarantine.
   *
   * @param line first physical line
   * @param shape of the raw record: its letters and digits are replaced
   */
  public record Refusal(long line, String reason, String shape) {}

  /** Whether the configuration is right and every record read could be loaded. */
  public boolean isClean() {
    return mistakes.isEmpty() && feeds.stream().allMatch(feed -> feed.refused().isEmpty());
  }
}
