package io.segmentlake.pipelines.bronze;

import io.segmentlake.models.identity.ShopKey;
import io.segmentlake.models.shops.Shop;
import io.segmentlake.models.sources.SourceMapping;
import io.segmentlake.pipelines.Lakehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** A test's own shop: its configuration and its landing folder. */
final class ShopFolder {
  static final ShopKey KEY = ShopKey.of("a key for tests only");

  private final Path folder;
  private long time = 1_700_000_000L;

  ShopFolder(Path folder) {
    this.folder = folder;
    write(
        "conf/shops/test.yaml",
        "{shop: test, zone: Europe/Prague, currency: CZK, sources: [test]}"
            .getBytes(StandardCharsets.UTF_8));
    write("landing/.keep", new byte[0]);
  }

  /** The one source mapping; its first lines are given. */
  ShopFolder feeds(String yaml) {
    String text = "source: test\nsystem: shop\nfeeds:\n" + yaml.indent(2);
    write("conf/sources/test.yaml", text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  ShopFolder file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Every file written is a second younger than the one before. */
  ShopFolder file(String path, byte[] bytes) {
    Path file = write("landing/" + path, bytes);
    try {
      time++;
      Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(time)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private Path write(String path, byte[] bytes) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path configuration() {
    return folder.resolve("conf");
  }

  String landing() {
    return folder.resolve("landing").toString();
  }

  IngestResult ingest(Lakehouse lakehouse) {
    Shop shop = Shop.load(configuration(), "test");
    return new Ingest(lakehouse, SourceMapping.load(configuration(), shop), KEY, landing()).run();
  }
}
