package io.segmentlake.jobs.installation;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/** How this JVM was started, for others like it. */
public final class ThisJvm {
  private ThisJvm() {}

  public static Path home() {
    return Path.of(System.getProperty("java.home"));
  }

  public static Path program() {
    return home().resolve("bin").resolve("java");
  }

  public static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** Its flags, for a JVM that runs long: without those for short runs. */
  public static List<String> flagsForLong() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-XX:TieredStopAtLevel"))
        .toList();
  }
}
