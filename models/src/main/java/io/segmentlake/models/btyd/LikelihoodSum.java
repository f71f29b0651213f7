package io.segmentlake.models.btyd;

import java.util.Collections;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * The log-likelihood of all customers and its slope. The sums of partitions are added in their
 * order on the driver: Spark's own aggregates add them as they finish, which differs in the last
 * digits from run to run.
 */
record LikelihoodSum(Likelihood likelihood, JavaRDD<double[]> rows) {

  /** For each point, all in one pass: the value, then the slope. */
  double[][] at(List<double[]> points) {
    Likelihood function = likelihood;
    int width = points.get(0).length + 1;
    double[][] logs = points.toArray(double[][]::new);
    List<double[][]> parts =
        rows.mapPartitions(
                part -> {
                  double[][] sums = new double[logs.length][width];
                  double[] slope = new double[width - 1];
                  while (part.hasNext()) {
                    double[] history = part.next();
                    double weight = history[history.length - 1];
                    for (int i = 0; i < logs.length; i++) {
                      sums[i][0] += weight * function.at(history, logs[i], slope);
                      for (int k = 1; k < width; k++) {
                        sums[i][k] += weight * slope[k - 1];
                      }
                    }
                  }
                  return Collections.singletonList(sums).iterator();
                })
            .collect();
    double[][] totals = new double[logs.length][width];
    for (double[][] part : parts) {
      for (int i = 0; i < totals.length; i++) {
        for (int k = 0; k < width; k++) {
          totals[i][k] += part[i][k];
        }
      }
    }
    return totals;
  }
}
