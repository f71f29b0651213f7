package io.segmentlake.pipelines;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * How commits are published, by the scheme of the lakehouse's address. Each session that writes has
 * to be told; one with Delta's own stores would write over the commits of others.
 */
public final class LogStores {
  private static final Map<String, Class<?>> BY_SCHEME =
      Map.of("file", LinkLogStore.class, "s3a", ConditionalLogStore.class);

  private LogStores() {}

  /** Options for Spark's sessions. */
  public static Map<String, String> forSpark() {
    Map<String, String> options = new TreeMap<>();
    BY_SCHEME.forEach(
        (scheme, store) ->
            options.put("spark.delta.logStore." + scheme + ".impl", store.getName()));
    return options;
  }

  /**
   * Whether commits there are conditional puts, on which the store must be relied. A path without a
   * scheme is one of the local disk.
   */
  public static boolean isConditional(Path folder) {
    String scheme = Objects.requireNonNullElse(folder.toUri().getScheme(), "file");
    return BY_SCHEME.get(scheme) == ConditionalLogStore.class;
  }

  /** A configuration by which Delta's kernel commits as Spark's sessions do. */
  static Configuration forKernel(Configuration hadoop) {
    Configuration safe = new Configuration(hadoop);
    BY_SCHEME.forEach(
        (scheme, store) ->
            safe.set("io.delta.kernel.logStore." + scheme + ".impl", store.getName()));
    return safe;
  }
}
