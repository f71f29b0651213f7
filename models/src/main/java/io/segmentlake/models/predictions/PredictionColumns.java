package io.segmentlake.models.predictions;

import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The columns of the tables of predictions; all are null for people whom no model speaks of. */
public final class PredictionColumns {
  private static final String MONEY = "decimal(28,4)";
  private static final String NUMBER = "decimal(18,4)";

  private static final List<Column> VALUE =
      List.of(
          Column.of("predicted_orders_365d", NUMBER, "Orders expected within 365 days"),
          Column.of("predicted_value_365d", MONEY, "Revenue expected within 365 days"),
          Column.of(
              "predicted_value_low_365d", MONEY, "Revenue is lower than this one time in ten"),
          Column.of(
              "predicted_value_high_365d", MONEY, "Revenue is higher than this one time in ten"));

  private static final List<Column> ORDER =
      List.of(
          Column.of(
              "next_order_from", "date", "The next order comes before this day one time in ten"),
          Column.of("next_order_on", "date", "The next order comes by this day one time in two"),
          Column.of(
              "next_order_by",
              "date",
              "The next order comes by this day nine times in ten; null where that is never"));

  public static final Table CLV = table("clv", VALUE);
  public static final Table NEXT_ORDER = table("next_order", ORDER);

  private PredictionColumns() {}

  /** What rules can name, besides features. */
  public static List<Column> all() {
    return Stream.concat(VALUE.stream(), ORDER.stream()).toList();
  }

  /** The same rows with all predictions null, as where no model speaks. */
  public static Dataset<Row> none(Dataset<Row> features) {
    Map<String, org.apache.spark.sql.Column> nulls = new LinkedHashMap<>();
    all().forEach(column -> nulls.put(column.name(), lit(null).cast(column.type())));
    return features.withColumns(nulls);
  }

  /** The tables that the daily run writes. */
  public static List<Table> tables() {
    return List.of(CLV, NEXT_ORDER);
  }

  private static Table table(String name, List<Column> predictions) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of("as_of", "date", "Business date from which it is predicted"));
    columns.add(Column.of("customer_id", "bigint", "Person"));
    columns.addAll(predictions);
    columns.add(Column.of("model_version", "int", "Version of the model, of model_registry"));
    columns.add(Column.of("arrived_seq", "bigint", "Ingest run up to which data was known"));
    return new Table(
        "predictions",
        name,
        "One row per person who has ordered, at the head date.",
        columns,
        List.of(),
        Table.Access.OPEN);
  }
}
