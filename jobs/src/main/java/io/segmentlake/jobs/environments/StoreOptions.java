package io.segmentlake.jobs.environments;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Hadoop's options for S3 out of the variables that Amazon's own tools know. Hadoop itself reads
 * credentials alone from them.
 */
public final class StoreOptions {
  private static final String PREFIX = "spark.hadoop.fs.s3a.";

  private StoreOptions() {}

  /** Options by name; none where no variable is set. */
  public static Map<String, String> of(Map<String, String> variables) {
    Map<String, String> options = new TreeMap<>();
    first(variables, "AWS_REGION", "AWS_DEFAULT_REGION")
        .ifPresent(region -> options.put(PREFIX + "endpoint.region", region));
    first(variables, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
        .ifPresent(
            endpoint -> {
              options.put(PREFIX + "endpoint", endpoint);
              // Other stores than Amazon's seldom have a host name for each bucket.
              options.put(PREFIX + "path.style.access", "true");
              // Without a region one would be looked for in files and on the network.
              options.putIfAbsent(PREFIX + "endpoint.region", "us-east-1");
            });
    return options;
  }

  private static Optional<String> first(Map<String, String> variables, String... names) {
    return Stream.of(names)
        .map(name -> variables.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
