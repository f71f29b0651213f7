package io.segmentlake.jobs.benchmark;

/** What can be measured alone. */
public enum Part {
  /** The generated shop from nothing, one new day, nothing new. */
  DAILY,
  /** 20 segments, 200 with more than a hundred measures, 200 that share measures. */
  SEGMENTS,
  /** Online Retail from nothing, one new day, nothing new. */
  ONLINE_RETAIL,
  /** The demo, from nothing to the report. */
  DEMO,
  /** Bytes read for one new day after 400 and after 800 days. */
  HISTORY;

  /** As the user writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
