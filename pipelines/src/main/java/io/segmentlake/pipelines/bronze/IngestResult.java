package io.segmentlake.pipelines.bronze;

import io.segmentlake.pipelines.Written;
import java.util.List;
import java.util.Map;

/**
 * What an ingest run did.
 *
 * @param seq number of the run; where nothing was new, that of the last one (0: there was none)
 * @param feeds what became of each feed's files
 * @param written one entry for each table that the run wrote to; empty where nothing was new
 */
public record IngestResult(long seq, List<FeedCounts> feeds, List<Written> written) {

  /**
   * What became of the files of one feed.
   *
   * @param files in the landing folder
   * @param read new and changed files, which were read
   * @param replayed files whose content is known under another name
   * @param replaced versions that are no longer valid
   * @param records in the files read; always {@code ok + quarantined}
   * @param reasons records quarantined by reason
   */
  public record FeedCounts(
      String source,
      String feed,
      int files,
      int read,
      int replayed,
      int replaced,
      long records,
      long ok,
      long quarantined,
      Map<String, Long> reasons) {}

  public boolean hasNews() {
    return !written.isEmpty();
  }

  public long records() {
    return feeds.stream().mapToLong(FeedCounts::records).sum();
  }

  public long quarantined() {
    return feeds.stream().mapToLong(FeedCounts::quarantined).sum();
  }
}
