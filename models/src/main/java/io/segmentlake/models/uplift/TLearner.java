package io.segmentlake.models.uplift;

import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;

/**
 * Learns the outcome of each arm by a model of its own; uplift is the difference of the two
 * expectations (the T-learner of Künzel, Sekhon, Bickel, Yu 2019).
 */
public final class TLearner extends UpliftLearner<TLearner> {

  public TLearner() {
    this(Identifiable$.MODULE$.randomUID("tLearner"));
  }

  /** As Spark makes it when it reads a saved one. */
  public TLearner(String uid) {
    super(uid);
  }

  @Override
  public PipelineModel fit(Dataset<?> rows) {
    SQLTransformer difference =
        new SQLTransformer()
            .setStatement("SELECT *, treated_outcome - control_outcome AS uplift FROM __THIS__");
    return pipeline(
        rows,
        baseModel().fit(arm(rows, 1), TREATED_OUTCOME),
        baseModel().fit(arm(rows, 0), CONTROL_OUTCOME),
        difference);
  }

  @Override
  TLearner self() {
    return this;
  }

  public static MLReader<TLearner> read() {
    return new DefaultParamsReader<>();
  }

  public static TLearner load(String path) {
    return read().load(path);
  }
}
