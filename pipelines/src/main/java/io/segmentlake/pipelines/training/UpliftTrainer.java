package io.segmentlake.pipelines.training;

import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.Experiments;
import io.segmentlake.models.uplift.CampaignResult;
import io.segmentlake.models.uplift.CampaignTraining;
import io.segmentlake.models.uplift.CampaignUplift;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelKind;
import io.segmentlake.pipelines.predictions.ModelMetrics.Measured;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Trains uplift on the newest campaign for which lots were drawn; refuses one without. */
public final class UpliftTrainer implements Trainer {
  private static final long SEED = 1;

  private final CampaignTraining training;

  public UpliftTrainer() {
    this(CampaignTraining.of(SEED));
  }

  UpliftTrainer(CampaignTraining training) {
    this.training = training;
  }

  @Override
  public ModelKind kind() {
    return ModelKind.UPLIFT;
  }

  @Override
  public List<Table> learnsFrom() {
    return List.of(Experiments.TABLE);
  }

  @Override
  public Fitting fit(CustomerHistory history, LocalDate asOf, Optional<Champion> champion) {
    Dataset<Row> experiment = history.lakehouse().read(Experiments.TABLE);
    List<Row> first = experiment.select("campaign_id", "as_of").limit(1).collectAsList();
    if (first.isEmpty()) {
      return Fitting.insufficient(
          ("no campaign is known for which lots were drawn, and %d days passed since: what it changed"
                  + " cannot be told. Leave a random part of the customers out of the next one, and"
                  + " load who was drawn for what into the stream assignments")
              .formatted(Experiments.HORIZON_DAYS));
    }
    String campaign = first.get(0).getString(0);
    LocalDate cutOff = first.get(0).getDate(1).toLocalDate();
    Optional<CampaignUplift> before = champion.map(c -> (CampaignUplift) c.model());
    boolean isNew = before.map(b -> !b.campaign().equals(campaign)).orElse(false);
    CampaignResult result = training.fit(experiment, isNew ? before : Optional.empty());
    if (result.fitted().isEmpty()) {
      return Fitting.insufficient(campaign + ": " + result.remark());
    }
    CampaignResult.Fitted fitted = result.fitted().get();
    return new Fitting(
        Optional.of(fitted.model()),
        result.remark(),
        measured(cutOff, fitted, champion),
        champion.map(c -> challenge(c, campaign, fitted)));
  }

  private static List<Measured> measured(
      LocalDate cutOff, CampaignResult.Fitted fitted, Optional<Champion> champion) {
    Figures figures = new Figures(cutOff, Experiments.HORIZON_DAYS, fitted.customers());
    List<Measured> all = new ArrayList<>();
    all.add(figures.of("control", "order_rate", fitted.untreatedRate()));
    all.add(figures.of("treated", "order_rate", fitted.treatedRate()));
    fitted.effects().forEach((arm, effect) -> all.add(figures.of(arm, "average_effect", effect)));
    all.add(figures.of("treated", "average_revenue_effect", fitted.revenueEffect()));
    fitted
        .marginEffect()
        .ifPresent(effect -> all.add(figures.of("treated", "average_margin_effect", effect)));
    fitted
        .qini()
        .forEach(
            (who, qini) ->
                all.add(
                    figures.of(
                        who.equals("champion") ? champion.orElseThrow().predictor() : who,
                        "normalised_qini",
                        qini)));
    all.add(
        figures.of(
            "response_model", "model_above_in_qini", fitted.heterogeneity().aboveResponse()));
    fitted
        .aboveChampion()
        .ifPresent(
            above ->
                all.add(
                    figures.of(champion.orElseThrow().predictor(), "model_above_in_qini", above)));
    return all;
  }

  /** On a campaign that the champion has not seen the order of customers decides. */
  private static Fitting.Challenge challenge(
      Champion champion, String campaign, CampaignResult.Fitted fitted) {
    if (fitted.aboveChampion().isEmpty()) {
      return new Fitting.Challenge(
          false,
          "waits for 'models promote': version %d has learned from %s, too"
              .formatted(champion.version(), campaign));
    }
    var above = fitted.aboveChampion().get();
    boolean isWon = above.isAboveZero() && fitted.heterogeneity().isFound();
    return new Fitting.Challenge(
        isWon,
        "%s version %d: normalised Qini %+.3f (%+.3f to %+.3f)"
            .formatted(
                isWon ? "does better than" : "does not replace",
                champion.version(),
                above.value(),
                above.low(),
                above.high()));
  }
}
