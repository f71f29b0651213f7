package io.segmentlake.models.btyd;

import org.apache.spark.ml.param.ParamValidators;
import scala.Function1;

/** The check of a parameter that has to be above zero. */
final class Positive {
  static final Function1<Object, Object> CHECK = ParamValidators.gt(0);

  private Positive() {}
}
