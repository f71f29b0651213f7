package io.segmentlake.models.predictions;

import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;

/** The columns of the tables of predictions; all are null for people whom no model speaks of. */
public final class PredictionColumns {
  private static final Set<String> ABOUT =
      Set.of("as_of", "customer_id", "model_version", "arrived_seq");
  private static final String MONEY = "decimal(28,4)";
  private static final String NUMBER = "decimal(18,4)";
  private static final String PROBABILITY = "decimal(7,6)";

  /** Days ahead that churn is told for. */
  public static final List<Integer> CHURN_HORIZONS = List.of(30, 60, 90);

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

  private static final List<Column> CHURN_RISK =
      CHURN_HORIZONS.stream().flatMap(days -> churn(days).stream()).toList();

  public static final Table CLV = table("clv", VALUE);
  public static final Table NEXT_ORDER = table("next_order", ORDER);
  public static final Table CHURN =
      table(
          "churn",
          Stream.concat(
                  CHURN_RISK.stream(),
                  Stream.of(
                      Column.of(
                          "churn_reasons",
                          "array<struct<feature: string, value: double, contribution: double>>",
                          "Features that move the person most away from the average buyer, with"
                              + " what they add to the log odds of no order, the strongest first;"
                              + " of the longest horizon that is told")))
              .toList());

  public static final Table UPLIFT =
      table(
          "uplift",
          List.of(
              Column.of(
                  "uplift_order_probability",
                  PROBABILITY,
                  "What the tested campaign adds to the probability of an order within two weeks;"
                      + " the same for all where customers were not seen to differ in it"),
              Column.of(
                  "uplift_untreated_probability",
                  PROBABILITY,
                  "Probability of an order within two weeks without the campaign"),
              Column.of("uplift_revenue", MONEY, "What the campaign adds to revenue"),
              Column.of(
                  "uplift_margin",
                  MONEY,
                  "What the campaign adds to margin, its own costs taken off; null where costs of"
                      + " products are not known"),
              Column.of(
                  "uplift_quadrant",
                  "string",
                  "persuadable, sure_thing, lost_cause or do_not_disturb; null where customers were"
                      + " not seen to differ"),
              Column.of(
                  "best_incentive",
                  "string",
                  "Tested offer, or none, with the highest expected margin inside the guardrail;"
                      + " null where only one was tested or customers were not seen to differ")));

  public static final Table CONVERSION =
      table(
          "conversion",
          List.of(
              Column.of(
                  "conversion_probability_5d",
                  PROBABILITY,
                  "Probability of an order within 5 days of the next campaign e-mail, if one comes"
                      + " within a week; null where none was delivered within a year")));

  /** What predictions.propensity, which has many rows a person, tells of the likeliest category. */
  public static final List<Column> LIKELY_CATEGORY =
      List.of(
          Column.of(
              "likely_category",
              "string",
              "Category that the person is likeliest to buy of within 30 days, of those bought"
                  + " before and those that sell best"),
          Column.of(
              "likely_category_probability",
              PROBABILITY,
              "Probability of buying of that category within 30 days"));

  private PredictionColumns() {}

  /** What rules can name, besides features. */
  public static List<Column> all() {
    return Stream.concat(
            tables().stream().flatMap(table -> ofRules(table).stream()), LIKELY_CATEGORY.stream())
        .toList();
  }

  /** Of a table's columns those that rules can name. */
  public static List<Column> ofRules(Table table) {
    return told(table).stream().filter(column -> !(column.type() instanceof ArrayType)).toList();
  }

  /** Of a table's columns those that a model fills. */
  public static List<Column> told(Table table) {
    return table.columns().stream().filter(column -> !ABOUT.contains(column.name())).toList();
  }

  /** The same rows with all predictions of some tables null, as where no model speaks. */
  public static Dataset<Row> none(Dataset<Row> features, List<Table> tables) {
    Map<String, org.apache.spark.sql.Column> nulls = new LinkedHashMap<>();
    for (Table table : tables) {
      told(table).forEach(column -> nulls.put(column.name(), lit(null).cast(column.type())));
    }
    return features.withColumns(nulls);
  }

  /** The same rows with {@link #LIKELY_CATEGORY} null. */
  public static Dataset<Row> noCategory(Dataset<Row> features) {
    Map<String, org.apache.spark.sql.Column> nulls = new LinkedHashMap<>();
    LIKELY_CATEGORY.forEach(c -> nulls.put(c.name(), lit(null).cast(c.type())));
    return features.withColumns(nulls);
  }

  /** The tables that the daily run writes. */
  public static List<Table> tables() {
    return List.of(CLV, NEXT_ORDER, CHURN, UPLIFT, CONVERSION);
  }

  /** For example {@code churn_probability_90d}. */
  public static String churnProbability(int horizonDays) {
    return "churn_probability_" + horizonDays + "d";
  }

  /** For example {@code churn_risk_90d}. */
  public static String churnRisk(int horizonDays) {
    return "churn_risk_" + horizonDays + "d";
  }

  private static List<Column> churn(int days) {
    return List.of(
        Column.of(
            churnProbability(days),
            PROBABILITY,
            "Probability of no order within %d days; null where it is not told".formatted(days)),
        Column.of(
            churnRisk(days),
            "string",
            "high, medium or low: an order within %d days is half as likely as usual, or less; in"
                    .formatted(days)
                + " between; twice as likely or more"));
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
