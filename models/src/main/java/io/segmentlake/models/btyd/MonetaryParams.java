package io.segmentlake.models.btyd;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;

/**
 * Parameters of Gamma-Gamma and of its model: the columns with the number of repeat orders and
 * their mean worth. A mean that is missing or not above zero where there are repeat orders gets no
 * prediction.
 *
 * @param <S> the estimator or model itself
 */
public interface MonetaryParams<S> extends OutputParams<S> {
  /** The parameters themselves; {@code monetary().value()} is {@link #monetaryCol}. */
  MonetaryColumns monetary();

  default Param<String> frequencyCol() {
    return monetary().frequency();
  }

  default Param<String> monetaryCol() {
    return monetary().value();
  }

  default S setFrequencyCol(String name) {
    return with(frequencyCol(), name);
  }

  default S setMonetaryCol(String name) {
    return with(monetaryCol(), name);
  }

  /** The two parameters that name columns. */
  record MonetaryColumns(Param<String> frequency, Param<String> value) {

    static MonetaryColumns of(Params owner) {
      MonetaryColumns columns =
          new MonetaryColumns(
              new Param<>(owner, "frequencyCol", "repeat orders, an integer"),
              new Param<>(owner, "monetaryCol", "mean worth of the repeat orders"));
      owner.setDefault(columns.frequency, "frequency");
      owner.setDefault(columns.value, "monetary_value");
      return columns;
    }

    List<String> names(Params owner) {
      return List.of(owner.getOrDefault(frequency), owner.getOrDefault(value));
    }

    /**
     * Orders and mean as doubles; the mean is 0 without orders, both are null if they cannot be.
     */
    Column[] numbers(Params owner) {
      Column x = col(owner.getOrDefault(frequency)).cast("double");
      Column given = col(owner.getOrDefault(value)).cast("double");
      Column m = when(x.equalTo(0), lit(0.0)).otherwise(given);
      Column canBe =
          x.equalTo(0)
              .or(x.gt(0).and(x.mod(lit(1)).equalTo(0)).and(m.gt(0)))
              .and(m.lt(Double.POSITIVE_INFINITY));
      return new Column[] {when(canBe, x).as("x"), when(canBe, m).as("m")};
    }
  }
}
