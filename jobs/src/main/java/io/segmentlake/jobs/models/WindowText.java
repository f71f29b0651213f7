package io.segmentlake.jobs.models;

import io.segmentlake.jobs.TextTable;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How good a version was in one window, as lines of text. */
final class WindowText {
  private static final Map<String, String> METRICS =
      Map.ofEntries(
          Map.entry(
              "gini",
              "how well it orders customers by what came: 0 is chance, 1 the best order there is"),
          Map.entry(
              "top_decile_capture",
              "share of the revenue that the best tenth by prediction brought"),
          Map.entry("mae", "mean distance of prediction and revenue, in the shop's currency"),
          Map.entry(
              "above_high",
              "share whose revenue was above the upper end of its range: .1 is meant"),
          Map.entry("total_bias", "predicted total over actual total, less 1"),
          Map.entry(
              "roc_auc",
              "chance that one with the outcome is ranked above one without: .5 is chance, 1"
                  + " always"),
          Map.entry(
              "average_precision",
              "share with the outcome among those ranked as high as each that has it, mean"),
          Map.entry("brier", "mean squared distance of probability and outcome: 0 is best"),
          Map.entry("log_loss", "mean surprise by the outcome: 0 is best"),
          Map.entry("calibration_error", "mean distance of promised and observed rate, by tenths"),
          Map.entry("label_reads", "outcomes looked at, each once"),
          Map.entry("model_above_in_roc_auc", "the model's less its own, on the same customers"),
          Map.entry(
              "model_above_in_average_precision",
              "the model's less its own, on the same customers"),
          Map.entry("rate", "share with the outcome: the average precision of an order by lot"),
          Map.entry("covered", "share of what was bought that it spoke of at all"),
          Map.entry("model_above_in_gini", "the model's less its own, on the same customers"),
          Map.entry("model_above_in_capture", "the model's less its own, on the same customers"),
          Map.entry(
              "recall_at_10", "share of the products that a person newly bought, in a list of ten"),
          Map.entry(
              "ndcg_at_10",
              "the same, the first places counting most: 1 is the best list there is"),
          Map.entry(
              "model_above_in_recall_at_10", "the model's less its own, on the same customers"),
          Map.entry("model_above_in_ndcg_at_10", "the model's less its own, on the same customers"),
          Map.entry("order_rate", "share that ordered within two weeks"),
          Map.entry("average_effect", "what the offer adds to the share that orders"),
          Map.entry("average_revenue_effect", "what it adds to revenue, a customer"),
          Map.entry(
              "average_margin_effect", "what it adds to margin, a customer, contacts not paid"),
          Map.entry(
              "normalised_qini",
              "how well it orders customers by what the offer changes: 0 is chance, 1 the best"),
          Map.entry("model_above_in_qini", "the model's less its own, on the same folds"));

  /** Figures of one tenth of the customers; the number is the tenth, lowest prediction first. */
  private static final Pattern OF_TENTH =
      Pattern.compile("(promised_rate|observed_rate|lift)_(\\d+)");

  private WindowText() {}

  /** Whether a figure is one of the tenths, of which there are too many to be shown in a row. */
  static boolean isOfTenth(String metric) {
    return OF_TENTH.matcher(metric).matches();
  }

  static String of(List<Measured> measured) {
    Measured first = measured.get(0);
    TextTable table = new TextTable("predictor", "metric", "value", "95 % interval", "what it is");
    Map<Integer, Map<String, Double>> tenths = new TreeMap<>();
    for (Measured m : measured) {
      Matcher ofTenth = OF_TENTH.matcher(m.metric());
      if (ofTenth.matches()) {
        tenths
            .computeIfAbsent(Integer.valueOf(ofTenth.group(2)), t -> new LinkedHashMap<>())
            .put(ofTenth.group(1), m.value());
      } else {
        table.row(
            m.predictor(),
            m.metric(),
            ModelCard.number(m.value()),
            m.low() == null ? "" : ModelCard.number(m.low()) + " to " + ModelCard.number(m.high()),
            METRICS.getOrDefault(m.metric(), ""));
      }
    }
    return "Fitted to what was known on %s, held against the %d days after it, %,d customers:%n%s%s"
        .formatted(first.cutoff(), first.horizonDays(), first.customers(), table, ofTenths(tenths));
  }

  private static String ofTenths(Map<Integer, Map<String, Double>> tenths) {
    if (tenths.isEmpty()) {
      return "";
    }
    TextTable table = new TextTable("tenth", "promised rate", "observed rate", "lift");
    tenths.forEach(
        (tenth, figures) ->
            table.row(
                tenth,
                ModelCard.number(figures.get("promised_rate")),
                ModelCard.number(figures.get("observed_rate")),
                ModelCard.number(figures.get("lift"))));
    return "%nCustomers by tenths of the prediction, the lowest first:%n%s".formatted(table);
  }
}
