package io.segmentlake.pipelines.bronze;

/**
 * A file that stands as one record in quarantine, because none of its records can be understood.
 */
final class RefusedFile implements RecordReader {
  private final String reason;
  private boolean isOver;

  RefusedFile(String reason) {
    this.reason = reason;
  }

  static RawRecord record(long line, int lines, String raw, String reason) {
    return RawRecord.broken(line, lines, raw, "whole file: " + reason);
  }

  @Override
  public RawRecord next() {
    RawRecord record = isOver ? null : record(1, 1, "", reason);
    isOver = true;
    return record;
  }

  @Override
  public void close() {
    // There is nothing open.
  }
}
