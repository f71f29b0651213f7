package io.segmentlake.models.identity;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret behind a shop's pseudonymous customer ids. It travels to Spark's tasks inside
 * closures, and is never printed.
 */
public final class ShopKey implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int FEWEST_CHARACTERS = 16;

  private final byte[] secret;

  private ShopKey(byte[] secret) {
    this.secret = secret;
  }

  /**
   * A key from text, as it stands in the environment or in a credential provider; white space
   * around it does not count.
   *
   * @throws IllegalArgumentException where it is too short to be a secret
   */
  public static ShopKey of(String text) {
    String trimmed = text.strip();
    if (trimmed.length() < FEWEST_CHARACTERS) {
      throw new IllegalArgumentException(
          "Cannot use the shop key: it is too short. A key has at least "
              + FEWEST_CHARACTERS
              + " characters.");
    }
    return new ShopKey(trimmed.getBytes(StandardCharsets.UTF_8));
  }

  /** A calculator of its own for one thread. */
  Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Cannot calculate customer ids: no " + ALGORITHM, e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShopKey key && Arrays.equals(secret, key.secret);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(secret);
  }

  @Override
  public String toString() {
    return "ShopKey[hidden]";
  }
}
