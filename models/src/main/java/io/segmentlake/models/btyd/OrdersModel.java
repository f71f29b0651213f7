package io.segmentlake.models.btyd;

import static org.apache.spark.sql.functions.udf;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A fitted model of when customers order. Adds to each row, null where the history cannot be or the
 * model has too few rows:
 *
 * <ul>
 *   <li>{@code expected_orders} within the horizon, {@code orders_low} and {@code orders_high}: the
 *       10 % and 90 % quantiles of the number of orders;
 *   <li>{@code p_no_order}: P(no order within the horizon), what churn is ranked by;
 *   <li>{@code p_alive}: P(the customer has not left);
 *   <li>{@code next_order_low}, {@code next_order_median}, {@code next_order_high}: times from the
 *       as-of date within which the next order comes with 10 %, 50 % and 90 %; null where it never
 *       gets so probable, or not within a hundred horizons.
 * </ul>
 */
abstract class OrdersModel<M extends OrdersModel<M>> extends FittedModel<M>
    implements HistoryParams<M> {
  private static final List<String> OUTPUTS =
      List.of(
          "expected_orders",
          "orders_low",
          "orders_high",
          "p_no_order",
          "p_alive",
          "next_order_low",
          "next_order_median",
          "next_order_high");

  private final HistoryColumns history;

  OrdersModel(String uid, FitSummary summary) {
    super(uid, summary);
    history = HistoryColumns.of(this);
  }

  /** The model with its parameters, which are there. */
  abstract OrderProcess process();

  @Override
  public final HistoryColumns history() {
    return history;
  }

  @Override
  public final Dataset<Row> transform(Dataset<?> customers) {
    transformSchema(customers.schema());
    StructType added = added();
    OrdersForecast forecast =
        new OrdersForecast(
            summary().hasValues() ? process() : null, (double) getOrDefault(horizon()));
    return PredictedColumns.add(
        customers, udf(forecast, added).apply(history.numbers(this)), added);
  }

  @Override
  public final StructType transformSchema(StructType schema) {
    String name = getClass().getSimpleName();
    NumericColumns.check(name, schema, history.names(this));
    HistoryColumns.checkHorizon(this, horizon());
    return NumericColumns.with(name, schema, added());
  }

  private StructType added() {
    return PredictedColumns.schema(getOrDefault(outputPrefix()), OUTPUTS);
  }
}
