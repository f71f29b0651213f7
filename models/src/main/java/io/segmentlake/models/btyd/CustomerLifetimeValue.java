package io.segmentlake.models.btyd;

import static org.apache.spark.sql.functions.udf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What customers are worth from the as-of date to the horizon, by a fitted model of orders and one
 * of their worth, which read the columns that they are set to.
 *
 * <p>Adds {@code clv} = margin · E[worth of an order] · Σ expected orders, an order after a time t
 * counting (1 + discountRate)^−t, and {@code clv_low} and {@code clv_high}, the 10 % and 90 %
 * quantiles of the value itself (not of its expectation). Their distribution is exact without
 * discounting; with it, it is shrunk as much as its mean.
 */
public final class CustomerLifetimeValue extends Transformer
    implements OutputParams<CustomerLifetimeValue>, MLWritable {
  private static final long serialVersionUID = 1;
  private static final String VALUE = "clv";
  private static final List<String> QUANTILES = List.of("clv_low", "clv_high");
  private static final List<String> OUTPUTS =
      Stream.concat(Stream.of(VALUE), QUANTILES.stream()).toList();

  private final String uid;
  private final OrdersModel<?> orders;
  private final GammaGammaModel values;
  private final DoubleParam horizon;
  private final DoubleParam discountRate;
  private final DoubleParam margin;
  private final Param<String> outputPrefix;

  public CustomerLifetimeValue(BgNbdModel orders, GammaGammaModel values) {
    this(Identifiable$.MODULE$.randomUID("clv"), orders, values);
  }

  public CustomerLifetimeValue(ParetoNbdModel orders, GammaGammaModel values) {
    this(Identifiable$.MODULE$.randomUID("clv"), orders, values);
  }

  private CustomerLifetimeValue(String uid, OrdersModel<?> orders, GammaGammaModel values) {
    this.uid = uid;
    this.orders = orders;
    this.values = values;
    horizon = new DoubleParam(this, "horizon", "time that orders count for", Positive.CHECK);
    discountRate =
        new DoubleParam(
            this, "discountRate", "per unit of time, for example 0.0002", ParamValidators.gtEq(0));
    margin = new DoubleParam(this, "margin", "share of the worth that is earned", Positive.CHECK);
    outputPrefix = OutputParams.prefixOf(this);
    setDefault(discountRate, 0.0);
    setDefault(margin, 1.0);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> customers) {
    transformSchema(customers.schema());
    boolean isFitted = orders.summary().hasValues() && values.summary().hasValues();
    LifetimeValueForecast forecast =
        new LifetimeValueForecast(
            isFitted ? orders.process() : null,
            isFitted ? values.process() : null,
            (double) getOrDefault(horizon),
            Math.log1p((double) getOrDefault(discountRate)),
            (double) getOrDefault(margin));
    List<Column> inputs = new ArrayList<>(Arrays.asList(orders.history().numbers(orders)));
    inputs.addAll(Arrays.asList(values.monetary().numbers(values)));
    Column[] history = inputs.toArray(Column[]::new);
    StructType quantiles = PredictedColumns.schema(getOrDefault(outputPrefix), QUANTILES);
    UDF5<Double, Double, Double, Double, Double, Double> value = forecast::value;
    UDF5<Double, Double, Double, Double, Double, Row> interval = forecast::quantiles;
    return PredictedColumns.add(
        customers.withColumn(
            getOrDefault(outputPrefix) + VALUE, udf(value, DataTypes.DoubleType).apply(history)),
        udf(interval, quantiles).apply(history),
        quantiles);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    String name = getClass().getSimpleName();
    NumericColumns.check(name, schema, orders.history().names(orders));
    NumericColumns.check(name, schema, values.monetary().names(values));
    HistoryParams.HistoryColumns.checkHorizon(this, horizon);
    return NumericColumns.with(name, schema, added());
  }

  private StructType added() {
    return PredictedColumns.schema(getOrDefault(outputPrefix), OUTPUTS);
  }

  @Override
  public CustomerLifetimeValue copy(ParamMap extra) {
    return copyValues(new CustomerLifetimeValue(uid, orders, values), extra);
  }

  @Override
  public String uid() {
    return uid;
  }

  public DoubleParam horizon() {
    return horizon;
  }

  public DoubleParam discountRate() {
    return discountRate;
  }

  public DoubleParam margin() {
    return margin;
  }

  @Override
  public Param<String> outputPrefix() {
    return outputPrefix;
  }

  public CustomerLifetimeValue setHorizon(double time) {
    return with(horizon, time);
  }

  public CustomerLifetimeValue setDiscountRate(double rate) {
    return with(discountRate, rate);
  }

  public CustomerLifetimeValue setMargin(double share) {
    return with(margin, share);
  }

  @Override
  public MLWriter write() {
    return new MLWriter() {
      @Override
      public void saveImpl(String path) {
        DefaultParamsWriter.saveMetadata(CustomerLifetimeValue.this, path, sparkSession());
        try {
          models().write().session(sparkSession()).save(path + "/models");
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    };
  }

  private PipelineModel models() {
    return new PipelineModel(uid, List.of(orders, values));
  }

  public static MLReader<CustomerLifetimeValue> read() {
    return new MLReader<>() {
      @Override
      public CustomerLifetimeValue load(String path) {
        String type = CustomerLifetimeValue.class.getName();
        DefaultParamsReader.Metadata metadata =
            DefaultParamsReader.loadMetadata(path, sparkSession(), type);
        Transformer[] models = PipelineModel.load(path + "/models").stages();
        CustomerLifetimeValue value =
            new CustomerLifetimeValue(
                metadata.uid(), (OrdersModel<?>) models[0], (GammaGammaModel) models[1]);
        metadata.getAndSetParams(value, metadata.getAndSetParams$default$2());
        return value;
      }
    };
  }

  public static CustomerLifetimeValue load(String path) {
    return read().load(path);
  }
}
