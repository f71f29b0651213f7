package io.segmentlake.models.btyd;

import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;

/** A model with what its fit found, which is saved with it. */
abstract class FittedModel<M extends FittedModel<M>> extends Model<M>
    implements OutputParams<M>, MLWritable {
  private final String uid;
  private final FitSummary summary;
  private final Param<String> outputPrefix;

  FittedModel(String uid, FitSummary summary) {
    // First of all: a parameter asks its owner for it.
    this.uid = uid;
    this.summary = summary;
    outputPrefix = OutputParams.prefixOf(this);
  }

  /** The same model with default parameters. */
  abstract M again();

  public final FitSummary summary() {
    return summary;
  }

  @Override
  public final String uid() {
    return uid;
  }

  @Override
  public Param<String> outputPrefix() {
    return outputPrefix;
  }

  @Override
  public final M copy(ParamMap extra) {
    M copy = copyValues(again(), extra);
    return copy.setParent(parent());
  }

  @Override
  public final MLWriter write() {
    return FitFile.writer(this);
  }
}
