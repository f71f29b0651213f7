package io.segmentlake.models.uplift;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VarianceThresholdSelector;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How rows of features.customer become the vector {@code campaign_features}: few numbers, because
 * experiments are small; without those that tell nobody apart; in standard deviations.
 */
final class CampaignFeatures {
  static final String VECTOR = "campaign_features";

  /** Spark SQL over features.customer by name; null counts as 0. */
  private static final List<String> AMOUNTS =
      List.of(
          "orders_90d",
          "revenue_365d",
          "average_order_value",
          "visits_30d",
          "cart_adds_30d",
          "email_opens_90d",
          "email_clicks_90d");

  private static final Map<String, String> NUMBERS = numbers();

  /** Columns of features.customer that are read and do not grow of themselves. */
  static final List<String> WATCHED =
      Stream.concat(
              AMOUNTS.stream(), Stream.of("days_since_last_order", "order_days", "margin_rate"))
          .toList();

  private CampaignFeatures() {}

  /** Learns ranges, means and deviations alone, nothing of outcomes. */
  static PipelineModel fit(Dataset<Row> rows) {
    return new Pipeline()
        .setStages(
            new PipelineStage[] {
              new SQLTransformer()
                  .setStatement("SELECT *, " + withinRange(rows) + " FROM __THIS__"),
              new VectorAssembler()
                  .setInputCols(NUMBERS.keySet().toArray(String[]::new))
                  .setOutputCol("campaign_numbers"),
              new VarianceThresholdSelector()
                  .setVarianceThreshold(1e-9)
                  .setFeaturesCol("campaign_numbers")
                  .setOutputCol("campaign_varying"),
              new StandardScaler()
                  .setInputCol("campaign_varying")
                  .setOutputCol(VECTOR)
                  .setWithMean(true)
            })
        .fit(rows);
  }

  /** Who is outside of what the experiment saw counts as the nearest that it saw. */
  private static String withinRange(Dataset<Row> rows) {
    List<String> names = List.copyOf(NUMBERS.keySet());
    List<Column> ends = new ArrayList<>();
    for (String name : names) {
      ends.add(min(expr(number(name))));
      ends.add(max(expr(number(name))));
    }
    Row range = rows.agg(ends.get(0), ends.subList(1, ends.size()).toArray(Column[]::new)).head();
    return IntStream.range(0, names.size())
        .mapToObj(
            i ->
                "least(greatest(%s, %sD), %sD) AS %s"
                    .formatted(
                        number(names.get(i)),
                        range.getDouble(2 * i),
                        range.getDouble(2 * i + 1),
                        names.get(i)))
        .collect(Collectors.joining(", "));
  }

  private static String number(String name) {
    return "coalesce(double(%s), 0D)".formatted(NUMBERS.get(name));
  }

  private static Map<String, String> numbers() {
    Map<String, String> numbers = new LinkedHashMap<>();
    numbers.put("campaign_recency", log("days_since_last_order"));
    numbers.put(
        "campaign_gaps_since",
        "ln(1 + days_since_last_order / greatest(double(mean_gap_days), 1D))");
    numbers.put("campaign_order_rate", "ln((order_days - 0.75D) / (days_since_first_order + 30D))");
    numbers.put("campaign_once", "if(order_days = 1, 1, 0)");
    for (String column : AMOUNTS) {
      numbers.put("campaign_" + column, log(column));
    }
    // Who buys at lower prices leaves less of the revenue.
    numbers.put("campaign_margin_rate", "margin_rate");
    numbers.put("campaign_business", "if(is_business, 1, 0)");
    return numbers;
  }

  private static String log(String column) {
    return "ln(1 + greatest(double(" + column + "), 0D))";
  }
}
