package io.segmentlake.jobs;

/** What the command line returns to whoever called it. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;

  /** Wrong configuration or arguments. */
  public static final int WRONG = 2;

  /** A data check stopped it. */
  public static final int CHECK = 3;

  /** Another run holds the table: try again later. */
  public static final int HELD = 75;

  private ExitCode() {}
}
