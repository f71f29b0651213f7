package io.segmentlake.jobs.doctor;

import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.ShopKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** The shop's key and its raw files. */
public final class ShopChecks {
  private ShopChecks() {}

  /** Looks for the key and counts the files of a landing folder on this machine. */
  public static List<Finding> of(Settings settings, Map<String, String> environment) {
    return List.of(key(settings, environment), landing(settings.localLanding()));
  }

  private static Finding key(Settings settings, Map<String, String> environment) {
    try {
      Optional<ShopKeys.Found> found =
          ShopKeys.find(environment, new Configuration(), settings.localLakehouse());
      return found
          .map(f -> Finding.ok("shop key", "from " + f.place()))
          .orElseGet(
              () ->
                  Finding.fail(
                      "shop key",
                      "there is none; set "
                          + ShopKeys.VARIABLE
                          + " to a secret of at least 16 characters, or run generate"));
    } catch (IllegalArgumentException e) {
      return Finding.fail("shop key", e.getMessage());
    }
  }

  private static Finding landing(Optional<Path> landing) {
    if (landing.isEmpty()) {
      return Finding.ok("landing", "not on this machine; not looked into");
    }
    Path folder = landing.get();
    if (!Files.isDirectory(folder)) {
      return Finding.warn(
          "landing", folder + " does not exist; name it with --landing, or generate");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      long count = files.filter(Files::isRegularFile).count();
      String found = String.format(Locale.ROOT, "%,d files in %s", count, folder);
      return count == 0 ? Finding.warn("landing", found) : Finding.ok("landing", found);
    } catch (IOException e) {
      return Finding.fail("landing", folder + " cannot be listed");
    }
  }
}
