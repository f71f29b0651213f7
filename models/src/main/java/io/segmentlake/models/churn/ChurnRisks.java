package io.segmentlake.models.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.predictions.PredictiveModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Churn at the horizons that it could be fitted for: the columns of predictions.churn. */
public final class ChurnRisks implements PredictiveModel {
  private final TreeMap<Integer, ChurnModel> byHorizon = new TreeMap<>();

  /**
   * @param models at least one, of different horizons
   */
  public ChurnRisks(List<ChurnModel> models) {
    models.forEach(model -> byHorizon.put(model.horizon(), model.prefixed(prefix(model))));
  }

  private static String prefix(ChurnModel model) {
    return "churn_" + model.horizon() + "d_";
  }

  /** The model of a horizon, where there is one. */
  public Optional<ChurnModel> of(int horizonDays) {
    return Optional.ofNullable(byHorizon.get(horizonDays));
  }

  @Override
  public String algorithm() {
    return byHorizon.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                e -> e.getValue().algorithm().text(),
                LinkedHashMap::new,
                Collectors.mapping(e -> "" + e.getKey(), Collectors.joining(", "))))
        .entrySet()
        .stream()
        .map(e -> "%s (%s days)".formatted(e.getKey(), e.getValue()))
        .collect(Collectors.joining("; "));
  }

  /** Where the bands of each horizon begin. */
  @Override
  public Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>();
    byHorizon.forEach(
        (days, model) -> {
          parameters.put("high_from_" + days + "d", (Double) model.getOrDefault(model.highFrom()));
          parameters.put("low_below_" + days + "d", (Double) model.getOrDefault(model.lowBelow()));
        });
    return parameters;
  }

  @Override
  public Dataset<Row> score(Dataset<Row> features) {
    Map<String, Column> told = new LinkedHashMap<>();
    byHorizon.forEach(
        (days, model) -> {
          told.put(
              PredictionColumns.churnProbability(days), col(prefix(model) + "churn_probability"));
          told.put(PredictionColumns.churnRisk(days), col(prefix(model) + "risk_band"));
          told.put("churn_reasons", col(prefix(model) + "reasons"));
        });
    List<Column> columns =
        Stream.of(features.columns())
            .<Column>map(name -> col(name))
            .collect(Collectors.toCollection(ArrayList::new));
    PredictionColumns.told(PredictionColumns.CHURN)
        .forEach(
            c -> columns.add(told.getOrDefault(c.name(), lit(null)).cast(c.type()).as(c.name())));
    return stages().transform(features).select(columns.toArray(Column[]::new));
  }

  private PipelineModel stages() {
    return new PipelineModel("churnRisks", List.copyOf(byHorizon.values()));
  }

  @Override
  public List<String> watched() {
    return Term.ALL.stream()
        .map(Term::feature)
        .distinct()
        .filter(f -> !f.equals(Term.TENURE))
        .toList();
  }

  @Override
  public void save(String folder) throws IOException {
    stages().write().overwrite().save(folder);
  }

  /** Loads what {@link #save} saved. */
  public static ChurnRisks load(String folder) {
    return new ChurnRisks(
        Stream.of(PipelineModel.load(folder).stages()).map(ChurnModel.class::cast).toList());
  }
}
