package io.segmentlake.models.btyd;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;

/**
 * Parameters of an estimator of orders and of its model: the columns that hold a history, and what
 * is predicted. A history that is missing or cannot be (an age below the recency, say) is left out
 * of a fit and gets no prediction.
 *
 * @param <S> the estimator or model itself
 */
public interface HistoryParams<S> extends OutputParams<S> {
  /** The parameters themselves; {@code history().frequency()} is {@link #frequencyCol}. */
  HistoryColumns history();

  default Param<String> frequencyCol() {
    return history().frequency();
  }

  default Param<String> recencyCol() {
    return history().recency();
  }

  default Param<String> ageCol() {
    return history().age();
  }

  default DoubleParam horizon() {
    return history().horizon();
  }

  default S setFrequencyCol(String name) {
    return with(frequencyCol(), name);
  }

  default S setRecencyCol(String name) {
    return with(recencyCol(), name);
  }

  default S setAgeCol(String name) {
    return with(ageCol(), name);
  }

  /** The time that predictions are for, in the unit of the histories. */
  default S setHorizon(double time) {
    return with(horizon(), time);
  }

  /** The three parameters that name columns, and the horizon. */
  record HistoryColumns(
      Param<String> frequency, Param<String> recency, Param<String> age, DoubleParam horizon) {

    static HistoryColumns of(Params owner) {
      HistoryColumns columns =
          new HistoryColumns(
              new Param<>(owner, "frequencyCol", "repeat orders, an integer"),
              new Param<>(owner, "recencyCol", "time from the first order to the last"),
              new Param<>(owner, "ageCol", "time from the first order to the as-of date"),
              new DoubleParam(owner, "horizon", "time that predictions are for", Positive.CHECK));
      owner.setDefault(columns.frequency, "frequency");
      owner.setDefault(columns.recency, "recency");
      owner.setDefault(columns.age, "age");
      return columns;
    }

    /** A horizon has no default, as its unit is the caller's. */
    static void checkHorizon(Params owner, DoubleParam horizon) {
      if (!owner.isDefined(horizon)) {
        throw new IllegalArgumentException(
            "Cannot apply %s: the horizon is missing. It is a time in the unit of the age."
                .formatted(owner.getClass().getSimpleName()));
      }
    }

    List<String> names(Params owner) {
      return List.of(
          owner.getOrDefault(frequency), owner.getOrDefault(recency), owner.getOrDefault(age));
    }

    /** The history as three doubles, all null if it cannot be. */
    Column[] numbers(Params owner) {
      List<String> names = names(owner);
      Column x = col(names.get(0)).cast("double");
      Column last = when(x.equalTo(0), lit(0.0)).otherwise(col(names.get(1)).cast("double"));
      Column until = col(names.get(2)).cast("double");
      Column canBe =
          x.geq(0)
              .and(x.mod(lit(1)).equalTo(0))
              .and(last.geq(0))
              .and(last.leq(until))
              .and(until.lt(Double.POSITIVE_INFINITY));
      return new Column[] {
        when(canBe, x).as("x"), when(canBe, last).as("last"), when(canBe, until).as("until")
      };
    }
  }
}
