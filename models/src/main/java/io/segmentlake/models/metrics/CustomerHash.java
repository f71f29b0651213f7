package io.segmentlake.models.metrics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;

/**
 * Chance that belongs to the customer: the same customer and seed give the same draw in each run,
 * whatever the partitions and the other customers are.
 */
public final class CustomerHash {
  /** The odd constant of SplitMix64 (Steele, Lea, Flood 2014): 2⁶⁴ ÷ the golden ratio. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private CustomerHash() {}

  /** 64 bits that stand for the customer. */
  static Column of(String id) {
    return xxhash64(col(id).cast("string"));
  }

  /** A fold from 0 to {@code folds} − 1. */
  public static Column fold(String id, int folds, long seed) {
    return pmod(xxhash64(col(id).cast("string"), lit(seed)), lit((long) folds)).cast("int");
  }

  /** What all draws of the customer under a seed start from. */
  static long drawing(long hash, long seed) {
    return mixed(hash ^ mixed(seed));
  }

  /** A number from 0 up to 1, the {@code draw}-th of the customer. */
  static double uniform(long drawing, int draw) {
    return (mixed(drawing + draw * STEP) >>> 11) * 0x1.0p-53;
  }

  /** The finaliser of SplitMix64: each bit of the input changes half of the output. */
  private static long mixed(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
