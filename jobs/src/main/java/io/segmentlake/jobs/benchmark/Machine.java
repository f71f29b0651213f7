package io.segmentlake.jobs.benchmark;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where figures were measured.
 *
 * @param load average before anything ran: what others had to do at the same time
 */
public record Machine(int processors, double memoryGigabytes, double load, String java) {

  /** This machine, now. */
  public static Machine here() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        system.getAvailableProcessors(),
        system.getTotalMemorySize() / 1e9,
        system.getSystemLoadAverage(),
        Runtime.version().toString());
  }

  /** With what DuckDB it is compared. */
  public Map<String, Object> conditions(int customers) {
    Map<String, Object> conditions = new LinkedHashMap<>();
    conditions.put("processors", processors);
    conditions.put("memory_gb", memoryGigabytes);
    conditions.put("load_before", load);
    conditions.put("java", java);
    conditions.put("duckdb", DuckDb.VERSION);
    conditions.put("customers", customers);
    return conditions;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d processors, %.0f GB, load %.1f before the start, Java %s, DuckDB %s",
        processors,
        memoryGigabytes,
        load,
        java,
        DuckDb.VERSION);
  }
}
