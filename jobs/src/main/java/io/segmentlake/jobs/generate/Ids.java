package io.segmentlake.jobs.generate;

/**
 * Numbers of documents and events. Each begins with its instant, so that the order of the numbers
 * is the order of time, and ends with the person in a form that does not give the person away.
 */
final class Ids {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final int seed;

  Ids(long seed) {
    this.seed = (int) Dice.mix(seed);
  }

  /** Number of an event: unique as long as a person's sequence does not repeat in one second. */
  String event(long at, long person, int sequence) {
    char[] text = new char[20];
    hex(text, 0, at, 8);
    hex(text, 8, scrambled(person), 8);
    hex(text, 16, sequence, 4);
    return new String(text);
  }

  /** Number of an order, a refund or a claim: unique as long as a person has one in a second. */
  String document(long at, long person) {
    char[] text = new char[17];
    hex(text, 0, at, 8);
    text[8] = '-';
    hex(text, 9, scrambled(person), 8);
    return new String(text);
  }

  /** A device or browser of a person. */
  String device(long person, int device) {
    char[] text = new char[16];
    hex(text, 0, Dice.mix(((long) seed << 32) ^ (person * 16 + device)), 16);
    return new String(text);
  }

  /** No two persons become one: each step can be undone. */
  private long scrambled(long person) {
    int x = (int) person + seed;
    x = (x ^ (x >>> 16)) * 0x7feb352d;
    x = (x ^ (x >>> 15)) * 0x846ca68b;
    return (x ^ (x >>> 16)) & 0xffffffffL;
  }

  private static void hex(char[] text, int offset, long value, int digits) {
    long rest = value;
    for (int i = offset + digits - 1; i >= offset; i--) {
      text[i] = HEX[(int) (rest & 15)];
      rest >>>= 4;
    }
  }
}
