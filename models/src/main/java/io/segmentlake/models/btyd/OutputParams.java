package io.segmentlake.models.btyd;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * How the columns are called that a model adds.
 *
 * @param <S> the estimator or model itself
 */
public interface OutputParams<S> extends Params {
  /** Set before each name, so that two models or horizons can sit in one table. */
  Param<String> outputPrefix();

  default S setOutputPrefix(String prefix) {
    return with(outputPrefix(), prefix);
  }

  /** Sets a parameter and returns the owner itself. */
  @SuppressWarnings("unchecked")
  default <T> S with(Param<T> param, T value) {
    set(param, value);
    return (S) this;
  }

  static Param<String> prefixOf(Params owner) {
    Param<String> prefix = new Param<>(owner, "outputPrefix", "set before each column added");
    owner.setDefault(prefix, "");
    return prefix;
  }
}
