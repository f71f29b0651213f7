package io.segmentlake.models.uplift;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;

import io.segmentlake.models.training.Experiments;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fits orders under the control and under each arm (the T-learner), and what an order of each is
 * worth: revenue and margin are the expected orders times the customer's usual amount, times one
 * factor an arm by which the arm's total comes out as it was.
 *
 * @param features from rows of features.customer to the vector
 * @param vectors all customers of the experiment with it
 * @param arms what was offered, the mildest first
 * @param chosen index of the arm whose uplift is told
 */
record CampaignFit(
    PipelineModel features, Dataset<Row> vectors, List<IncentiveArm> arms, int chosen) {
  /** Numbers are in standard deviations; an experiment has few orders for each of them. */
  static final double REGULARISATION = .01;

  /** A smaller effect on the probability of an order is none. */
  private static final double LEAST_EFFECT = .01;

  CampaignUplift fit(MoneyEffects money, boolean differs) {
    List<Transformer> stages = new ArrayList<>(List.of(features));
    stages.add(outcome(Experiments.CONTROL, CampaignEffect.CONTROL));
    for (int arm = 0; arm < arms.size(); arm++) {
      stages.add(outcome(arms.get(arm).name(), CampaignEffect.outcome(arm)));
    }
    Dataset<Row> expected =
        new PipelineModel("campaignOutcomes", stages.subList(1, stages.size())).transform(vectors);
    stages.add(new CampaignEffect().setFigures(figures(expected, money, differs)));
    return new CampaignUplift(new PipelineModel("campaignUplift", stages));
  }

  private Transformer outcome(String arm, String output) {
    return new BaseModel(
            BaseModel.LOGISTIC, CampaignFeatures.VECTOR, ExperimentRows.ORDERED, REGULARISATION)
        .fit(ExperimentRows.in(vectors, arm), output);
  }

  private CampaignFigures figures(Dataset<Row> expected, MoneyEffects money, boolean differs) {
    double usual = number(vectors, expr("percentile(double(average_order_value), 0.5D)"));
    Arm control = new Arm(Experiments.CONTROL, CampaignEffect.CONTROL, usual);
    Arm treated = new Arm(arms.get(chosen).name(), CampaignEffect.outcome(chosen), usual);
    double contact = arms.get(chosen).costPerContact();
    boolean tellsRevenue = money.tellsRevenue();
    boolean tellsMargin = money.tellsMargin();
    return new CampaignFigures(
        vectors.select("campaign_id").head().getString(0),
        arms,
        chosen,
        differs,
        rate(ExperimentRows.in(vectors, treated.name()))
            - rate(ExperimentRows.in(vectors, control.name())),
        tellsRevenue ? money.revenue().value() : null,
        tellsMargin ? money.margin().value() - contact : null,
        tellsRevenue ? control.worth(expected, col("revenue_after")) : null,
        tellsRevenue ? treated.worth(expected, col("revenue_after")) : null,
        tellsMargin ? control.worth(expected, money.marginColumn()) : null,
        tellsMargin ? treated.worth(expected, money.marginColumn()) : null,
        usual,
        money.marginRate(),
        leastEffect(contact, usual, money.marginRate()),
        rate(ExperimentRows.in(vectors, control.name())));
  }

  /** An effect has to bring the costs of a contact. */
  private static double leastEffect(double contact, double usual, Double marginRate) {
    boolean isKnown = marginRate != null && marginRate > 0 && usual > 0;
    return isKnown ? Math.max(LEAST_EFFECT, contact / (usual * marginRate)) : LEAST_EFFECT;
  }

  /** Share that ordered. */
  static double rate(Dataset<Row> rows) {
    return number(rows, avg(ExperimentRows.ORDERED));
  }

  private static double number(Dataset<Row> rows, Column aggregate) {
    return rows.agg(aggregate).head().getDouble(0);
  }

  /** One arm, and the column of the orders expected under it. */
  private record Arm(String name, String orders, double usual) {

    double worth(Dataset<Row> expected, Column amount) {
      Row sums =
          ExperimentRows.in(expected, name)
              .agg(
                  sum(amount.cast("double")),
                  sum(col(orders).multiply(CampaignEffect.usualOrder(usual))))
              .head();
      return sums.getDouble(0) / sums.getDouble(1);
    }
  }
}
