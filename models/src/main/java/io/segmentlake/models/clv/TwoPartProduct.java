package io.segmentlake.models.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.ln;

import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds {@code two_part_value} = P(buys) · exp(log worth), in a unit of its own, and its logarithm
 * {@code two_part_log_value}, and knows the factors that bring its total over all customers to that
 * of the model of orders and their worth.
 */
public final class TwoPartProduct extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  static final String BUYS = "two_part_buys";
  static final String LOG_WORTH = "two_part_log_worth";
  static final String VALUE = "two_part_value";
  static final String LOG_VALUE = "two_part_log_value";

  /** Below this a probability is that of a tree which saw nobody buy. */
  private static final double LEAST_PROBABILITY = 1e-4;

  private final String uid;
  private final IntParam days;
  private final DoubleParam factor;
  private final DoubleParam yearFactor;

  public TwoPartProduct() {
    this(Identifiable$.MODULE$.randomUID("twoPartProduct"));
  }

  /** As Spark makes it when it reads a saved one. */
  public TwoPartProduct(String uid) {
    // First of all: a parameter asks its owner for it.
    this.uid = uid;
    days = new IntParam(this, "days", "days of the labels learned from", ParamValidators.gt(0));
    factor = new DoubleParam(this, "factor", "to the total within those days");
    yearFactor = new DoubleParam(this, "yearFactor", "to the total within a year");
    setDefault(factor, 1.0);
    setDefault(yearFactor, 1.0);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    Column buys = least(greatest(col(BUYS), lit(LEAST_PROBABILITY)), lit(1.0));
    return rows.withColumns(
        Map.of(
            VALUE, buys.multiply(exp(col(LOG_WORTH))), LOG_VALUE, ln(buys).plus(col(LOG_WORTH))));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return schema.add(VALUE, DataTypes.DoubleType).add(LOG_VALUE, DataTypes.DoubleType);
  }

  @Override
  public String uid() {
    return uid;
  }

  public IntParam days() {
    return days;
  }

  public DoubleParam factor() {
    return factor;
  }

  public DoubleParam yearFactor() {
    return yearFactor;
  }

  int horizonDays() {
    return (int) getOrDefault(days);
  }

  /** Of the horizon learned from, and so of any that is nearer to it than to a year. */
  double factorWithin(int horizonDays) {
    return (double) getOrDefault(horizonDays == CustomerValue.HORIZON_DAYS ? yearFactor : factor);
  }

  TwoPartProduct setDays(int horizonDays) {
    set(days, horizonDays);
    return this;
  }

  TwoPartProduct setFactors(double withinDays, double withinYear) {
    set(factor, withinDays);
    set(yearFactor, withinYear);
    return this;
  }

  @Override
  public TwoPartProduct copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  public static MLReader<TwoPartProduct> read() {
    return new DefaultParamsReader<>();
  }

  public static TwoPartProduct load(String path) {
    return read().load(path);
  }
}
