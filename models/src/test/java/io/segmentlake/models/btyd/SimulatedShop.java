package io.segmentlake.models.btyd;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Customers who order by known laws, seeded: frequency, recency, age and mean worth of repeat
 * orders, as rows of {@link #COLUMNS}.
 */
final class SimulatedShop {
  static final String COLUMNS =
      "frequency double, recency double, age double, monetary_value double";

  private final SplittableRandom random;

  SimulatedShop(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Customers under BG/NBD, of ages from 10 to 60. */
  List<Row> bgNbd(int count, double r, double alpha, double a, double b) {
    return customers(
        count,
        (rate, age) -> {
          double first = gamma(a);
          double leaves = first / (first + gamma(b));
          List<Double> times = new ArrayList<>();
          double time = wait(rate);
          while (time <= age) {
            times.add(time);
            time = random.nextDouble() < leaves ? Double.POSITIVE_INFINITY : time + wait(rate);
          }
          return times;
        },
        r,
        alpha);
  }

  /** Customers under Pareto/NBD, of ages from 10 to 60. */
  List<Row> paretoNbd(int count, double r, double alpha, double s, double beta) {
    return customers(
        count,
        (rate, age) -> {
          double until = Math.min(age, wait(gamma(s) / beta));
          List<Double> times = new ArrayList<>();
          for (double time = wait(rate); time <= until; time += wait(rate)) {
            times.add(time);
          }
          return times;
        },
        r,
        alpha);
  }

  private List<Row> customers(
      int count, BiFunction<Double, Double, List<Double>> orders, double r, double alpha) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double age = 10 + 50 * random.nextDouble();
      List<Double> times = orders.apply(gamma(r) / alpha, age);
      int x = times.size();
      double mean = x == 0 ? 0 : gamma(6 * x) / (gamma(4) / 15) / x;
      rows.add(RowFactory.create((double) x, x == 0 ? 0 : times.get(x - 1), age, mean));
    }
    return rows;
  }

  private double wait(double rate) {
    return -Math.log(1 - random.nextDouble()) / rate;
  }

  /** Marsaglia and Tsang (2000). */
  double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    while (true) {
      double normal = normal();
      double v = Math.pow(1 + normal / Math.sqrt(9 * d), 3);
      if (v > 0
          && Math.log(random.nextDouble()) < normal * normal / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  private double normal() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
