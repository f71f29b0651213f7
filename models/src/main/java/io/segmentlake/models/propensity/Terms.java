package io.segmentlake.models.propensity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VarianceThresholdSelector;
import org.apache.spark.ml.feature.VectorAssembler;

/**
 * How rows become a vector: numbers, each Spark SQL over a row by its name; null counts as 0.
 *
 * @param numbers in the order in which they are put together
 */
record Terms(Map<String, String> numbers) {
  static final String VECTOR = "propensity_terms";

  Terms {
    numbers = new LinkedHashMap<>(numbers);
  }

  List<String> names() {
    return new ArrayList<>(numbers.keySet());
  }

  /** Stages that learn means and deviations alone, nothing of outcomes; they add the vector. */
  Pipeline pipeline() {
    String selected =
        numbers.entrySet().stream()
            .map(e -> "coalesce(double(%s), 0D) AS %s".formatted(e.getValue(), e.getKey()))
            .collect(Collectors.joining(", "));
    return new Pipeline()
        .setStages(
            new PipelineStage[] {
              new SQLTransformer().setStatement("SELECT *, " + selected + " FROM __THIS__"),
              new VectorAssembler()
                  .setInputCols(names().toArray(String[]::new))
                  .setOutputCol("propensity_numbers"),
              // What a shop does not record, visits say, tells nobody apart.
              new VarianceThresholdSelector()
                  .setVarianceThreshold(1e-9)
                  .setFeaturesCol("propensity_numbers")
                  .setOutputCol("propensity_varying"),
              new StandardScaler()
                  .setInputCol("propensity_varying")
                  .setOutputCol(VECTOR)
                  .setWithMean(true)
            });
  }

  /** The logarithm of a count or an age, and 0 of 0. */
  static String log(String column) {
    return "ln(1 + greatest(double(" + column + "), 0D))";
  }
}
