package io.segmentlake.models.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.training.Attributes;
import io.segmentlake.models.training.Snapshots;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Snapshots of customers who have ordered, with {@code label} 1 if they do not order again. */
final class TrainingRows {
  static final String LABEL = "label";

  private TrainingRows() {}

  static Dataset<Row> of(Dataset<Row> snapshots, int horizonDays) {
    Column orders = col(Snapshots.orders(horizonDays));
    return snapshots
        .where(isBuyer())
        .withColumn(LABEL, when(orders.equalTo(0), 1.0).when(orders.isNotNull(), 0.0));
  }

  /** Nobody leaves who never came. */
  static Column isBuyer() {
    return col("order_days").geq(1);
  }

  static Column at(Collection<LocalDate> cutOffs) {
    return col("as_of").isin(cutOffs.stream().map(Date::valueOf).toArray());
  }

  /** Columns that models or their measures read, and no others. */
  static Dataset<Row> needed(Dataset<Row> rows) {
    Set<String> names =
        new LinkedHashSet<>(
            List.of(
                "customer_id", "as_of", "first_order_on", "last_order_on", "order_days", LABEL));
    List<String> there = List.of(rows.columns());
    names.addAll(Attributes.names(rows));
    for (Term term : Term.ALL) {
      for (String name : term.expression().split("\\W+")) {
        if (there.contains(name)) {
          names.add(name);
        }
      }
      if (there.contains(term.feature())) {
        names.add(term.feature());
      }
    }
    return rows.select(names.stream().map(name -> col(name)).toArray(Column[]::new));
  }
}
