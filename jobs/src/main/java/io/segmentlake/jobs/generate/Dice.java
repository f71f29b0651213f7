package io.segmentlake.jobs.generate;

import java.util.SplittableRandom;

/**
 * One random stream of its own per person and purpose.
 *
 * <p>All functions are strict ones, so that the same seed gives the same bytes on every machine.
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final SplittableRandom random;

  private Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The stream of one person for one purpose; another purpose never moves it. */
  static Dice of(long seed, long person, String purpose) {
    return new Dice(mix(mix(seed + GOLDEN * purpose.hashCode()) + GOLDEN * (person + 1)));
  }

  /** Spreads 64 bits; no two inputs have one output. */
  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  double uniform() {
    return random.nextDouble();
  }

  double between(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  /** From {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T one(T[] of) {
    return of[random.nextInt(of.length)];
  }

  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  double logNormal(double median, double spread) {
    return median * StrictMath.exp(spread * gaussian());
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  /** Number of failures before the first success. */
  int failures(double success) {
    return (int) (StrictMath.log(1 - random.nextDouble()) / StrictMath.log(1 - success));
  }

  /** By Marsaglia and Tsang's squeeze. */
  double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * StrictMath.pow(1 - random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = gaussian();
      double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
      if (v > 0
          && StrictMath.log(1 - random.nextDouble())
              < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  double beta(double a, double b) {
    double x = gamma(a);
    return x / (x + gamma(b));
  }

  /** An index by cumulative weights, the last of which is their sum. */
  int pick(double[] cumulative) {
    double point = random.nextDouble() * cumulative[cumulative.length - 1];
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > point) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Running sums of weights, as {@link #pick} wants them. */
  static double[] cumulative(double... weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    return sums;
  }
}
