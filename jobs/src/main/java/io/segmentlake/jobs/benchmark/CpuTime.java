package io.segmentlake.jobs.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long processors worked for ended child processes of this one. Beside the seconds on the clock
 * it tells how much others had to do at the same time.
 */
final class CpuTime {
  private static final Path STAT = Path.of("/proc/self/stat");
  private static final double TICKS_PER_SECOND = 100;

  /** Places after the name of the program, which ends with a bracket and may hold blanks. */
  private static final int CHILDREN_USER = 13;

  private static final int CHILDREN_SYSTEM = 14;

  private CpuTime() {}

  /** Seconds so far; 0 where the system does not tell. */
  static double ofChildren() {
    try {
      return Files.isReadable(STAT) ? parse(Files.readString(STAT)) : 0;
    } catch (IOException e) {
      // A figure less is no reason to stop.
      return 0;
    }
  }

  static double parse(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]))
        / TICKS_PER_SECOND;
  }
}
