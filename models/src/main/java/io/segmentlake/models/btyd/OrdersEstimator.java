package io.segmentlake.models.btyd;

import java.util.List;
import org.apache.spark.sql.Column;

/** Fits a model of when customers order to their histories. */
abstract class OrdersEstimator<E extends OrdersEstimator<E, M>, M extends OrdersModel<M>>
    extends LikelihoodEstimator<E, M> implements HistoryParams<E> {
  private final HistoryColumns history;

  OrdersEstimator(String uid) {
    super(uid);
    history = HistoryColumns.of(this);
  }

  @Override
  public final HistoryColumns history() {
    return history;
  }

  @Override
  final List<String> inputs() {
    return history.names(this);
  }

  @Override
  final Column[] historyColumns() {
    return history.numbers(this);
  }
}
