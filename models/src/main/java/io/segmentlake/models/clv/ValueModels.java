package io.segmentlake.models.clv;

import org.apache.spark.ml.PipelineModel;

/** Loads a saved model of customers' value of either kind. */
public final class ValueModels {
  private ValueModels() {}

  /** Loads what {@link ValueModel#save} saved. */
  public static ValueModel load(String folder) {
    PipelineModel saved = PipelineModel.load(folder);
    return saved.stages().length == TwoPartValue.STAGES
        ? TwoPartValue.of(saved)
        : new CustomerValue(saved);
  }
}
