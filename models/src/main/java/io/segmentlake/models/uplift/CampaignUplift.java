package io.segmentlake.models.uplift;

import static org.apache.spark.sql.functions.col;

import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.predictions.PredictiveModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a tested campaign changes for each customer: the columns of predictions.uplift. */
public final class CampaignUplift implements PredictiveModel {
  private final PipelineModel stages;
  private final CampaignFigures learnt;

  /**
   * @param stages of features, of orders under each arm, and a {@link CampaignEffect} as the last
   */
  CampaignUplift(PipelineModel stages) {
    this.stages = stages;
    this.learnt = ((CampaignEffect) stages.stages()[stages.stages().length - 1]).learnt();
  }

  /** The campaign that it has learned from. */
  public String campaign() {
    return learnt.campaign();
  }

  /** The arm whose uplift is told, as that campaign called it. */
  public String offer() {
    return learnt.chosenArm().name();
  }

  PipelineModel stages() {
    return stages;
  }

  @Override
  public String algorithm() {
    return "%s, campaign %s, %s against none"
        .formatted(
            learnt.differs() ? "T-learner" : "one uplift for all", learnt.campaign(), offer());
  }

  @Override
  public Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("average_effect", learnt.effect());
    if (learnt.revenueEffect() != null) {
      parameters.put("average_revenue_effect", learnt.revenueEffect());
    }
    if (learnt.marginEffect() != null) {
      parameters.put("average_margin_effect", learnt.marginEffect());
    }
    if (learnt.differs()) {
      parameters.put("persuadable_from", learnt.leastEffect());
      parameters.put("sure_thing_from", learnt.likely());
    }
    return parameters;
  }

  @Override
  public Dataset<Row> score(Dataset<Row> features) {
    List<Column> columns =
        Stream.of(features.columns())
            .<Column>map(name -> col(name))
            .collect(Collectors.toCollection(ArrayList::new));
    PredictionColumns.told(PredictionColumns.UPLIFT).forEach(c -> columns.add(col(c.name())));
    return stages.transform(features).select(columns.toArray(Column[]::new));
  }

  @Override
  public List<String> watched() {
    return CampaignFeatures.WATCHED;
  }

  @Override
  public void save(String folder) throws IOException {
    stages.write().overwrite().save(folder);
  }

  /** Loads what {@link #save} saved. */
  public static CampaignUplift load(String folder) {
    return new CampaignUplift(PipelineModel.load(folder));
  }
}
