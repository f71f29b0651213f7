package io.segmentlake.models.mart;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The 13 characters of a customer's id in SQL, as {@link
 * io.segmentlake.models.identity.CustomerId#text()} writes them.
 */
final class CustomerIdText {
  static final String ABOUT = "Pseudonym of the person, 13 characters, as in files and for explain";

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int LENGTH = 13;
  private static final int BITS = 5;

  private CustomerIdText() {}

  /** An expression over a BIGINT column. */
  static String of(String column) {
    return IntStream.range(0, LENGTH)
        .map(i -> BITS * (LENGTH - 1 - i))
        .mapToObj(
            shift ->
                "substring('%s', cast(shiftrightunsigned(%s, %d) & 31 as int) + 1, 1)"
                    .formatted(ALPHABET, column, shift))
        .collect(Collectors.joining(", ", "concat(", ")"));
  }
}
