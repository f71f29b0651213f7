package io.segmentlake.jobs.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The state of the raw data behind the page. */
record QualityData(List<Feed> feeds, List<Reason> reasons, List<Volume> volumes) {

  QualityData {
    feeds = List.copyOf(feeds);
    reasons = List.copyOf(reasons);
    volumes = List.copyOf(volumes);
  }

  /**
   * Valid files of one feed of a source, and the verdicts on their records.
   *
   * @param newFiles the files that the last ingest run brought
   */
  record Feed(
      String source,
      String feed,
      long files,
      long newFiles,
      long records,
      long ok,
      long quarantined) {

    /** Each record has one verdict. */
    boolean isComplete() {
      return records == ok + quarantined;
    }

    Feed plus(Feed other) {
      return new Feed(
          source,
          feed,
          files + other.files,
          newFiles + other.newFiles,
          records + other.records,
          ok + other.ok,
          quarantined + other.quarantined);
    }
  }

  /** Quarantined records of valid files, by reason. */
  record Reason(String source, String feed, String reason, long records) {}

  /**
   * Valid events of one stream by day.
   *
   * @param source empty for a stream without events in the days looked at
   * @param newest business date of the newest event up to the page's date; empty where the days
   *     have none
   * @param days events of each of the last days, the page's date the last; none for a stream
   *     without events
   */
  record Volume(String source, String stream, Optional<LocalDate> newest, List<Long> days) {

    Volume {
      days = List.copyOf(days);
    }
  }

  long records() {
    return feeds.stream().mapToLong(Feed::records).sum();
  }

  long quarantined() {
    return feeds.stream().mapToLong(Feed::quarantined).sum();
  }
}
