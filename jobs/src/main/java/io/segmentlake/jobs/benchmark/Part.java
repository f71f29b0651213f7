package io.segmentlake.jobs.benchmark;

/** What can be measured alone. */
public enum Part {
  /** The generated shop from nothing, one new day, nothing new. */
  DAILY,
  /** 20 segments, 200 with a hundred measures, 200 that share measures. */
  SEGMENTS,
  /** Bytes read for one new day after 400 and after 800 days. */
  HISTORY,
  /** Online Retail from nothing, one new day, nothing new. */
  ONLINE_RETAIL
}
