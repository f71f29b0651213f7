package io.segmentlake.models.uplift;

import io.segmentlake.models.metrics.Estimate;
import io.segmentlake.models.metrics.PairedBootstrap;
import io.segmentlake.models.metrics.ScoreColumns;
import io.segmentlake.models.metrics.UpliftMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Learns what a campaign changes for each customer, if it was randomised and if customers were seen
 * to differ in it; else what it changes on average, or nothing.
 *
 * @param folds of the cross-validation
 * @param repeats of it, each with folds of its own
 * @param leastArm customers that each arm must have
 * @param leastOrders customers of each arm that must have ordered
 */
public record CampaignTraining(int folds, int repeats, long seed, long leastArm, long leastOrders) {
  private static final PairedBootstrap BOOTSTRAP = PairedBootstrap.of(200, 1);
  private static final ScoreColumns EFFECT =
      ScoreColumns.of(ExperimentRows.ORDERED, ExperimentRows.ORDERED)
          .treatedBy(ExperimentRows.TREATED);

  /** By two repetitions of five folds, of arms of 250 customers and 30 orders at least. */
  public static CampaignTraining of(long seed) {
    return new CampaignTraining(5, 2, seed, 250, 30);
  }

  /**
   * @param experiment rows of training.experiments, of one campaign
   * @param champion the model that speaks now; what it learned from must be another campaign
   */
  public CampaignResult fit(Dataset<Row> experiment, Optional<CampaignUplift> champion) {
    ExperimentRows rows = ExperimentRows.of(experiment);
    if (rows.largest().isEmpty()) {
      return CampaignResult.refused("nobody was offered anything");
    }
    IncentiveArm chosen = rows.largest().get().incentive();
    PipelineModel features = CampaignFeatures.fit(rows.rows());
    // Not a cache: each of many later plans would be analysed with all that led to the rows.
    Dataset<Row> vectors =
        features
            .transform(rows.rows())
            .select(ExperimentRows.needed(CampaignFeatures.VECTOR))
            .localCheckpoint();
    Dataset<Row> compared = ExperimentRows.against(vectors, chosen);
    Optional<String> refusal = refusal(compared);
    if (refusal.isPresent()) {
      return CampaignResult.refused(refusal.get());
    }
    List<String> remarks = new ArrayList<>();
    List<IncentiveArm> arms = new ArrayList<>();
    Map<String, Estimate> effects = new LinkedHashMap<>();
    for (ExperimentRows.Arm arm : rows.arms()) {
      Dataset<Row> pair = ExperimentRows.against(vectors, arm.incentive());
      Optional<String> why = refusal(pair);
      why.ifPresent(w -> remarks.add("%s is left out: %s".formatted(arm.incentive().name(), w)));
      if (why.isEmpty()) {
        arms.add(arm.incentive());
        effects.put(arm.incentive().name(), average(pair, EFFECT));
      }
    }
    Measures measures = measured(ExperimentRows.against(rows.rows(), chosen), compared, champion);
    MoneyEffects money = MoneyEffects.of(compared, BOOTSTRAP);
    CampaignUplift model =
        new CampaignFit(features, vectors, arms, arms.indexOf(chosen))
            .fit(money, measures.heterogeneity().isFound());
    remarks.add(0, measures.heterogeneity().words());
    remarks.addAll(money.remarks());
    if (arms.size() == 1) {
      remarks.add("best incentive is not told: only %s was tested".formatted(chosen.name()));
    }
    return new CampaignResult(
        Optional.of(
            new CampaignResult.Fitted(
                model,
                compared.count(),
                CampaignFit.rate(compared.where("treated = 0")),
                CampaignFit.rate(compared.where("treated = 1")),
                effects,
                money.revenue(),
                Optional.ofNullable(money.margin()),
                measures.heterogeneity(),
                measures.qini(),
                measures.aboveChampion())),
        CampaignResult.remark(remarks));
  }

  private Optional<String> refusal(Dataset<Row> compared) {
    Optional<String> notByLot =
        new RandomisedControl(
                "customer_id", CampaignFeatures.VECTOR, ExperimentRows.TREATED, leastArm)
            .refusal(compared);
    if (notByLot.isPresent()) {
      return notByLot;
    }
    long treated = compared.where("treated = 1 and ordered = 1").count();
    long control = compared.where("treated = 0 and ordered = 1").count();
    return Math.min(treated, control) >= leastOrders
        ? Optional.empty()
        : Optional.of(
            "%d of the treated and %d of the control ordered. Each needs at least %d."
                .formatted(treated, control, leastOrders));
  }

  private static Estimate average(Dataset<Row> compared, ScoreColumns columns) {
    return BOOTSTRAP.of(compared, "customer_id", columns, UpliftMetrics::averageEffect);
  }

  private record Measures(
      Heterogeneity heterogeneity, Map<String, Estimate> qini, Optional<Estimate> aboveChampion) {}

  /** All on the same folds; who ordered customers had not seen those of the fold. */
  private Measures measured(
      Dataset<Row> plain, Dataset<Row> vectors, Optional<CampaignUplift> champion) {
    UpliftValidation validation = new UpliftValidation("customer_id", folds, repeats, seed);
    FoldScores model = validation.qini(vectors, learner(), EFFECT.scoredBy(TLearner.UPLIFT));
    FoldScores response =
        validation.qini(
            vectors,
            new ResponseModel()
                .setFeaturesCol(CampaignFeatures.VECTOR)
                .setOutcomeCol(ExperimentRows.ORDERED)
                .setRegularisation(CampaignFit.REGULARISATION),
            EFFECT.scoredBy(ResponseModel.EXPECTED_OUTCOME));
    FoldScores random = validation.qini(vectors, random(), EFFECT.scoredBy("random"));
    Map<String, Estimate> qini = new LinkedHashMap<>();
    qini.put("model", model.interval());
    qini.put("response_model", response.interval());
    qini.put("random", random.interval());
    Optional<FoldScores> before =
        champion.map(
            c ->
                validation.qini(
                    plain,
                    new Pipeline().setStages(c.stages().stages()),
                    EFFECT.scoredBy("uplift_order_probability")));
    before.ifPresent(scores -> qini.put("champion", scores.interval()));
    return new Measures(
        Heterogeneity.of(model, response), qini, before.map(b -> model.minus(b).interval()));
  }

  private static TLearner learner() {
    return new TLearner()
        .setFeaturesCol(CampaignFeatures.VECTOR)
        .setOutcomeCol(ExperimentRows.ORDERED)
        .setTreatmentCol(ExperimentRows.TREATED)
        .setRegularisation(CampaignFit.REGULARISATION);
  }

  private Pipeline random() {
    String draw = "SELECT *, double(xxhash64(customer_id, %dL)) AS random FROM __THIS__";
    return new Pipeline()
        .setStages(new PipelineStage[] {new SQLTransformer().setStatement(draw.formatted(seed))});
  }
}
