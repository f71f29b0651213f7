package io.segmentlake.models.uplift;

import io.segmentlake.models.SparkExtension;
import java.util.SplittableRandom;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A simulated randomised experiment whose effects are known: one row per customer with id, x, z
 * (even from 0 to 1), treatment, visit, planted, features. Who is not treated visits with
 * probability .15 + .1 z.
 */
final class Experiment {

  /** What the treatment adds to the probability of a visit. */
  interface Effect {
    double of(double x, double z);
  }

  private Experiment() {}

  static Dataset<Row> of(SparkExtension spark, int customers, long seed, Effect effect) {
    SplittableRandom random = new SplittableRandom(seed);
    Row[] rows = new Row[customers];
    for (int i = 0; i < customers; i++) {
      double x = random.nextDouble();
      double z = random.nextDouble();
      int treatment = random.nextInt(2);
      double planted = effect.of(x, z);
      int visit = random.nextDouble() < .15 + .1 * z + treatment * planted ? 1 : 0;
      rows[i] = RowFactory.create((long) i, x, z, treatment, visit, planted);
    }
    return new VectorAssembler()
        .setInputCols(new String[] {"x", "z"})
        .setOutputCol("features")
        .transform(
            spark.table(
                "id bigint, x double, z double, treatment int, visit int, planted double", rows))
        .cache();
  }
}
