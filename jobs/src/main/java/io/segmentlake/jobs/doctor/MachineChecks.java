package io.segmentlake.jobs.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Java, memory, processors and disk. */
public final class MachineChecks {
  private static final long GIGABYTE = 1L << 30;
  private static final double SMALLEST_HEAP = 1.5;
  private static final double SMALLEST_DISK = 2;
  private static final double COMFORTABLE_DISK = 10;

  private MachineChecks() {}

  /** Looks at the machine, and at the disk that has (or will have) the folder. */
  public static List<Finding> of(Path folder) {
    Runtime runtime = Runtime.getRuntime();
    return List.of(
        java(Runtime.version().feature()),
        memory(runtime.maxMemory()),
        Finding.ok("processors", String.valueOf(runtime.availableProcessors())),
        disk(folder));
  }

  static Finding java(int release) {
    return release == 17
        ? Finding.ok("java", Runtime.version() + " in " + System.getProperty("java.home"))
        : Finding.fail(
            "java", "this is Java " + release + "; Segmentlake runs on Java 17: set JAVA_HOME");
  }

  static Finding memory(long heapBytes) {
    double gigabytes = (double) heapBytes / GIGABYTE;
    String heap = String.format(Locale.ROOT, "heap %.1f GB", gigabytes);
    return gigabytes < SMALLEST_HEAP
        ? Finding.warn("memory", heap + " is little; set SEGMENTLAKE_HEAP, for example to 4g")
        : Finding.ok("memory", heap);
  }

  private static Finding disk(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isWritable(existing)) {
      return Finding.fail("disk", existing + " cannot be written to; choose another --lakehouse");
    }
    try {
      FileStore store = Files.getFileStore(existing);
      return disk(existing, (double) store.getUsableSpace() / GIGABYTE);
    } catch (IOException e) {
      return Finding.warn("disk", "the free space at " + existing + " cannot be told");
    }
  }

  static Finding disk(Path folder, double gigabytes) {
    String free = String.format(Locale.ROOT, "%.1f GB free at %s", gigabytes, folder);
    if (gigabytes < SMALLEST_DISK) {
      return Finding.fail("disk", free + "; a run needs at least 2 GB");
    }
    return gigabytes < COMFORTABLE_DISK
        ? Finding.warn("disk", free + "; enough to try, little for a shop")
        : Finding.ok("disk", free);
  }
}
