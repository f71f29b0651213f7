package io.segmentlake.models.btyd;

import static org.apache.spark.sql.functions.udf;

import java.util.List;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.StructType;

/**
 * Gamma-Gamma, fitted. Adds to each row {@code expected_value}, the expected mean worth of the
 * customer's future orders, and {@code value_low} and {@code value_high}, the 10 % and 90 %
 * quantiles of that mean. Without repeat orders they are those of the population.
 */
public final class GammaGammaModel extends FittedModel<GammaGammaModel>
    implements MonetaryParams<GammaGammaModel> {
  private static final long serialVersionUID = 1;
  private static final List<String> OUTPUTS = List.of("expected_value", "value_low", "value_high");

  private final MonetaryColumns monetary;

  GammaGammaModel(String uid, FitSummary summary) {
    super(uid, summary);
    monetary = MonetaryColumns.of(this);
  }

  @Override
  public MonetaryColumns monetary() {
    return monetary;
  }

  GammaGammaProcess process() {
    FitSummary fit = summary();
    return new GammaGammaProcess(fit.value("p"), fit.value("q"), fit.value("v"));
  }

  @Override
  GammaGammaModel again() {
    return new GammaGammaModel(uid(), summary());
  }

  @Override
  public Dataset<Row> transform(Dataset<?> customers) {
    transformSchema(customers.schema());
    StructType added = added();
    UDF2<Double, Double, Row> forecast = forecast(summary().hasValues() ? process() : null);
    return PredictedColumns.add(
        customers, udf(forecast, added).apply(monetary.numbers(this)), added);
  }

  private static UDF2<Double, Double, Row> forecast(GammaGammaProcess process) {
    return (x, m) -> {
      if (process == null || x == null) {
        return null;
      }
      ValuePosterior value = process.after(x, m);
      return PredictedColumns.row(value.expected(), value.quantile(0.1), value.quantile(0.9));
    };
  }

  @Override
  public StructType transformSchema(StructType schema) {
    String name = getClass().getSimpleName();
    NumericColumns.check(name, schema, monetary.names(this));
    return NumericColumns.with(name, schema, added());
  }

  private StructType added() {
    return PredictedColumns.schema(getOrDefault(outputPrefix()), OUTPUTS);
  }

  public static MLReader<GammaGammaModel> read() {
    return FitFile.reader(GammaGammaModel.class, GammaGammaModel::new);
  }

  public static GammaGammaModel load(String path) {
    return read().load(path);
  }
}
