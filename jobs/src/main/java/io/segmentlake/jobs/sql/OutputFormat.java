package io.segmentlake.jobs.sql;

/** How rows are printed. */
public enum OutputFormat {
  /** For people: columns side by side. */
  TABLE,

  /** With a header; null is empty. */
  CSV,

  /** One object a line. */
  JSON
}
