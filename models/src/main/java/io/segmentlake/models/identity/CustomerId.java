package io.segmentlake.models.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;

/**
 * A customer's pseudonymous id: the first 64 bits of HMAC-SHA-256 over the system's name, a zero
 * byte and the shop's own number of the customer.
 *
 * <p>Outside the lakehouse it is written as 13 characters, because spreadsheets keep 15 digits of a
 * number: four bits and then twelve times five, in the alphabet of RFC 4648. The first character is
 * one of A to P, so that no spreadsheet takes an id for a number or a formula.
 *
 * @param value as stored
 */
public record CustomerId(long value) {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int LENGTH = 13;
  private static final int BITS = 5;
  private static final Pattern WRITTEN = Pattern.compile("[A-P][A-Z2-7]{12}");

  /** Whole numbers that went through a floating-point column, such as {@code 17850.0}. */
  private static final Pattern WHOLE_NUMBER = Pattern.compile("([0-9]+)\\.0+");

  /** The id of a customer known as {@code nativeId} (already normalised) in one system. */
  public static CustomerId of(ShopKey key, String system, String nativeId) {
    return of(key.mac(), system, nativeId);
  }

  static CustomerId of(Mac mac, String system, String nativeId) {
    mac.update(system.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    byte[] digest = mac.doFinal(nativeId.getBytes(StandardCharsets.UTF_8));
    return new CustomerId(ByteBuffer.wrap(digest).getLong());
  }

  /**
   * The shop's own number in the one form that is hashed: without white space around it, and
   * without the {@code .0} of a number.
   *
   * @return empty where nothing is left
   */
  public static Optional<String> normalise(String nativeId) {
    String text = nativeId.strip();
    var number = WHOLE_NUMBER.matcher(text);
    if (number.matches()) {
      return Optional.of(number.group(1));
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /**
   * Reads the 13 characters, in upper or lower case.
   *
   * @throws IllegalArgumentException where the text is no id
   */
  public static CustomerId parse(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    if (!WRITTEN.matcher(upper).matches()) {
      throw new IllegalArgumentException(
          "Cannot read a customer id: the text has another form. An id has "
              + LENGTH
              + " letters and digits, such as "
              + new CustomerId(0x0123456789abcdefL).text()
              + ".");
    }
    long bits = 0;
    for (int i = 0; i < LENGTH; i++) {
      bits = bits << BITS | ALPHABET.indexOf(upper.charAt(i));
    }
    return new CustomerId(bits);
  }

  /** The 13 characters for use outside the lakehouse. */
  public String text() {
    char[] characters = new char[LENGTH];
    long rest = value;
    for (int i = LENGTH - 1; i >= 0; i--) {
      characters[i] = ALPHABET.charAt((int) (rest & 31));
      rest >>>= BITS;
    }
    return new String(characters);
  }

  /** The same 13 characters as an expression of SQL over a BIGINT column. */
  public static String textOf(String column) {
    return IntStream.range(0, LENGTH)
        .map(i -> BITS * (LENGTH - 1 - i))
        .mapToObj(
            shift ->
                "substring('%s', cast(shiftrightunsigned(%s, %d) & 31 as int) + 1, 1)"
                    .formatted(ALPHABET, column, shift))
        .collect(Collectors.joining(", ", "concat(", ")"));
  }

  @Override
  public String toString() {
    return text();
  }
}
