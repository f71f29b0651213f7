package io.segmentlake.models.uplift;

import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;

/**
 * Learns the expected outcome, treated or not: the model that ranks who will respond instead of who
 * will respond because of the treatment. The baseline of all learners of uplift. Its model adds
 * {@code expected_outcome}.
 */
public final class ResponseModel extends OutcomeLearner<ResponseModel> {
  public static final String EXPECTED_OUTCOME = "expected_outcome";

  public ResponseModel() {
    this(Identifiable$.MODULE$.randomUID("responseModel"));
  }

  /** As Spark makes it when it reads a saved one. */
  public ResponseModel(String uid) {
    super(uid);
  }

  @Override
  public PipelineModel fit(Dataset<?> rows) {
    return pipeline(rows, baseModel().fit(rows, EXPECTED_OUTCOME));
  }

  @Override
  ResponseModel self() {
    return this;
  }

  @Override
  String[] outputs() {
    return new String[] {EXPECTED_OUTCOME};
  }

  public static MLReader<ResponseModel> read() {
    return new DefaultParamsReader<>();
  }

  public static ResponseModel load(String path) {
    return read().load(path);
  }
}
