package io.segmentlake.models.clv;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;

import io.segmentlake.models.btyd.BgNbd;
import io.segmentlake.models.btyd.BgNbdModel;
import io.segmentlake.models.btyd.CustomerLifetimeValue;
import io.segmentlake.models.btyd.FitStatus;
import io.segmentlake.models.btyd.FitSummary;
import io.segmentlake.models.btyd.GammaGamma;
import io.segmentlake.models.btyd.GammaGammaModel;
import io.segmentlake.models.btyd.HistoryParams;
import io.segmentlake.models.btyd.OutputParams;
import io.segmentlake.models.btyd.ParetoNbd;
import io.segmentlake.models.btyd.ParetoNbdModel;
import io.segmentlake.models.predictions.PredictionColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each customer will buy within 365 days, and when next: BG/NBD for orders (Fader, Hardie, Lee
 * 2005), or Pareto/NBD (Schmittlein, Morrison, Colombo 1987) where that leaves a parameter open,
 * and Gamma-Gamma for their worth (Fader, Hardie 2013).
 */
public final class CustomerValue implements ValueModel {
  public static final int HORIZON_DAYS = 365;

  /** Set before the columns of {@link #outlook}. */
  static final String OUTLOOK = "btyd_";

  static final String REVENUE = OUTLOOK + "revenue";

  private final PipelineModel stages;
  private final Map<String, Double> parameters;

  CustomerValue(PipelineModel stages) {
    this.stages = stages;
    this.parameters = new LinkedHashMap<>();
    for (FitSummary fit : List.of(summary(stages.stages()[0]), summary(stages.stages()[1]))) {
      fit.parameters().forEach(name -> parameters.put(name, fit.value(name)));
    }
  }

  private static FitSummary summary(Transformer fitted) {
    if (fitted instanceof BgNbdModel orders) {
      return orders.summary();
    } else if (fitted instanceof ParetoNbdModel orders) {
      return orders.summary();
    }
    return ((GammaGammaModel) fitted).summary();
  }

  /**
   * What a fit came to.
   *
   * @param model null where one of the fits did not converge
   * @param remark which one and how it ended, or what a model cannot tell; empty for nothing
   */
  public record Fit(CustomerValue model, String remark) {}

  /** Fits both models to customers' histories up to the features' date. */
  public static Fit fit(Dataset<Row> features) {
    Dataset<Row> histories =
        OrderHistories.of(features)
            .where("frequency is not null")
            .select("frequency", "recency", "age", "monetary_value");
    GammaGammaModel values = new GammaGamma().fit(histories);
    if (values.summary().status() != FitStatus.CONVERGED) {
      return new Fit(null, "Gamma-Gamma ended with " + values.summary().status());
    }
    BgNbdModel orders = new BgNbd().setHorizon(HORIZON_DAYS).fit(histories);
    if (orders.summary().status() == FitStatus.CONVERGED) {
      return fit(orders, values, new CustomerLifetimeValue(orders, values), "");
    }
    // Where hardly anybody leaves right after an order, only a clock of its own can tell.
    ParetoNbdModel clocked = new ParetoNbd().setHorizon(HORIZON_DAYS).fit(histories);
    if (clocked.summary().status() == FitStatus.CONVERGED) {
      return fit(clocked, values, new CustomerLifetimeValue(clocked, values), "");
    }
    if (orders.summary().status() == FitStatus.NOT_IDENTIFIED) {
      // The likelihood is flat along the open parameter, and so are the predictions.
      return fit(
          orders,
          values,
          new CustomerLifetimeValue(orders, values),
          "how soon customers leave cannot be told from this history");
    }
    return new Fit(
        null,
        "BG/NBD ended with %s, Pareto/NBD with %s"
            .formatted(orders.summary().status(), clocked.summary().status()));
  }

  private static Fit fit(
      Transformer orders, GammaGammaModel values, CustomerLifetimeValue value, String remark) {
    return new Fit(
        new CustomerValue(
            new PipelineModel(
                "customerValue", List.of(orders, values, value.setHorizon(HORIZON_DAYS)))),
        remark);
  }

  @Override
  public String algorithm() {
    String orders = stages.stages()[0] instanceof BgNbdModel ? "BG/NBD" : "Pareto/NBD";
    return orders + " × Gamma-Gamma";
  }

  @Override
  public Map<String, Double> parameters() {
    return Map.copyOf(parameters);
  }

  @Override
  public Dataset<Row> score(Dataset<Row> features) {
    Dataset<Row> predicted = stages.transform(OrderHistories.of(features));
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("predicted_orders_365d", col("expected_orders"));
    columns.put("predicted_value_365d", col("clv"));
    columns.put("predicted_value_low_365d", col("clv_low"));
    columns.put("predicted_value_high_365d", col("clv_high"));
    columns.put("next_order_from", day("next_order_low"));
    columns.put("next_order_on", day("next_order_median"));
    columns.put("next_order_by", day("next_order_high"));
    List<Column> all = columns(features);
    Stream.of(PredictionColumns.CLV, PredictionColumns.NEXT_ORDER)
        .flatMap(table -> PredictionColumns.told(table).stream())
        .forEach(c -> all.add(columns.get(c.name()).cast(c.type()).as(c.name())));
    return predicted.select(all.toArray(Column[]::new));
  }

  @Override
  public Dataset<Row> valueWithin(int days, Dataset<Row> features) {
    CustomerLifetimeValue value =
        ((CustomerLifetimeValue) stages.stages()[2])
            .copy(ParamMap.empty())
            .setHorizon(days)
            .setOutputPrefix(OUTLOOK);
    List<Column> all = columns(features);
    all.add(col(OUTLOOK + "expected_orders").as("predicted_orders"));
    all.add(col(OUTLOOK + "clv").as("predicted_value"));
    all.add(col(OUTLOOK + "clv_low").as("predicted_value_low"));
    all.add(col(OUTLOOK + "clv_high").as("predicted_value_high"));
    return value.transform(outlook(days, features)).select(all.toArray(Column[]::new));
  }

  /**
   * The same rows with their histories, what the models of orders and of their worth say of another
   * time, in their columns with the prefix {@link #OUTLOOK}, and {@code btyd_revenue}, the product
   * of expected orders and their expected worth.
   */
  Dataset<Row> outlook(int days, Dataset<Row> features) {
    Transformer orders = stages.stages()[0].copy(ParamMap.empty());
    ((HistoryParams<?>) orders).setHorizon(days);
    ((OutputParams<?>) orders).setOutputPrefix(OUTLOOK);
    Transformer values = stages.stages()[1].copy(ParamMap.empty());
    ((OutputParams<?>) values).setOutputPrefix(OUTLOOK);
    return values
        .transform(orders.transform(OrderHistories.of(features)))
        .withColumn(
            REVENUE, col(OUTLOOK + "expected_orders").multiply(col(OUTLOOK + "expected_value")));
  }

  PipelineModel stages() {
    return stages;
  }

  static List<Column> columns(Dataset<Row> rows) {
    return Stream.of(rows.columns())
        .<Column>map(name -> col(name))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** The day that ends a time in days from the as-of date. */
  private static Column day(String time) {
    return date_add(col("as_of"), ceil(col(time)).cast("int"));
  }

  @Override
  public List<String> watched() {
    return List.of("order_days", "days_since_last_order", "average_order_value");
  }

  @Override
  public void save(String folder) throws IOException {
    stages.write().overwrite().save(folder);
  }
}
