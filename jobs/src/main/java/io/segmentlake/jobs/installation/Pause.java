package io.segmentlake.jobs.installation;

import java.time.Duration;

/** Waits. */
public final class Pause {
  private Pause() {}

  /**
   * Waits so long.
   *
   * @throws IllegalStateException where somebody wants this thread to end
   */
  public static void of(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot go on: interrupted while waiting", e);
    }
  }
}
