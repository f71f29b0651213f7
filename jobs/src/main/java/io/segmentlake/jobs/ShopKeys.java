package io.segmentlake.jobs;

import io.segmentlake.models.identity.ShopKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Where a shop's key comes from: the environment, a Hadoop credential provider, or, for a generated
 * shop, a file that {@code generate} and {@code demo} make in the lakehouse.
 */
public final class ShopKeys {
  public static final String VARIABLE = "SEGMENTLAKE_SHOP_KEY";
  static final String CREDENTIAL = "segmentlake.shop.key";
  static final String FILE = "_shop.key";

  private static final int RANDOM_BYTES = 32;

  private ShopKeys() {}

  /** Where the key was found. */
  public record Found(String place, ShopKey key) {}

  /**
   * Looks in all places in turn.
   *
   * @param lakehouse where it is a local folder
   * @throws IllegalArgumentException where the key is too short to be a secret
   */
  public static Optional<Found> find(
      Map<String, String> environment, Configuration hadoop, Optional<Path> lakehouse) {
    String variable = environment.getOrDefault(VARIABLE, "").strip();
    if (!variable.isEmpty()) {
      return Optional.of(new Found(VARIABLE, ShopKey.of(variable)));
    }
    try {
      char[] secret = hadoop.getPassword(CREDENTIAL);
      if (secret != null) {
        return Optional.of(new Found("the credential provider", ShopKey.of(new String(secret))));
      }
      Path file = lakehouse.map(folder -> folder.resolve(FILE)).orElse(null);
      return file != null && Files.isReadable(file)
          ? Optional.of(new Found(file.toString(), ShopKey.of(Files.readString(file))))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the shop key", e);
    }
  }

  static UsageException missing() {
    return new UsageException(
        "Cannot tell customers apart: there is no shop key. Set "
            + VARIABLE
            + " to a secret of at least 16 characters (for example the output of: openssl rand -hex"
            + " 32) and keep it: with another one all customer ids change.");
  }

  /** Makes a key for a generated shop, unless it has one; only the owner may read it. */
  public static void make(Path lakehouse) {
    byte[] secret = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(secret);
    Path file = lakehouse.resolve(FILE);
    Path unpublished = lakehouse.resolve(FILE + "." + ProcessHandle.current().pid());
    try {
      Files.createDirectories(lakehouse);
      Files.createFile(
          unpublished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(unpublished, HexFormat.of().formatHex(secret) + "\n");
      try {
        Files.createLink(file, unpublished);
      } finally {
        Files.delete(unpublished);
      }
    } catch (FileAlreadyExistsException e) {
      // The shop has its key: another one would make other customers of the same people.
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the shop key to " + file, e);
    }
  }
}
