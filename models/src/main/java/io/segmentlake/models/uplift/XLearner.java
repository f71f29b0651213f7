package io.segmentlake.models.uplift;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Learns the outcome of each arm first, then by ridge regression what each customer's own outcome
 * differs from that expected in the other arm; uplift is the mean of both arms' answers, each
 * weighted by the share of the other arm (the X-learner of Künzel, Sekhon, Bickel, Yu 2019, with
 * the share of the treated as propensity, as the experiment is randomised).
 *
 * <p>The two expected outcomes are those of the first step; uplift is not their difference.
 */
public final class XLearner extends UpliftLearner<XLearner> {
  private static final String EFFECT = "effect";
  private static final String EFFECT_ON_TREATED = "effect_on_treated";
  private static final String EFFECT_ON_CONTROL = "effect_on_control";

  public XLearner() {
    this(Identifiable$.MODULE$.randomUID("xLearner"));
  }

  /** As Spark makes it when it reads a saved one. */
  public XLearner(String uid) {
    super(uid);
  }

  @Override
  public PipelineModel fit(Dataset<?> rows) {
    Dataset<Row> treated = arm(rows, 1);
    Dataset<Row> control = arm(rows, 0);
    Transformer treatedOutcome = baseModel().fit(treated, TREATED_OUTCOME);
    Transformer controlOutcome = baseModel().fit(control, CONTROL_OUTCOME);

    Column own = col(getOrDefault(outcomeCol())).cast("double");
    Dataset<Row> onTreated =
        controlOutcome.transform(treated).withColumn(EFFECT, own.minus(col(CONTROL_OUTCOME)));
    Dataset<Row> onControl =
        treatedOutcome.transform(control).withColumn(EFFECT, col(TREATED_OUTCOME).minus(own));
    BaseModel effect = baseModel().ridgeOf(EFFECT);
    return pipeline(
        rows,
        treatedOutcome,
        controlOutcome,
        effect.fit(onTreated, EFFECT_ON_TREATED),
        effect.fit(onControl, EFFECT_ON_CONTROL),
        weighted(treated.count(), control.count()));
  }

  private static SQLTransformer weighted(double treated, double control) {
    double share = treated / (treated + control);
    return new SQLTransformer()
        .setStatement(
            """
            SELECT * EXCEPT (effect_on_treated, effect_on_control),
              %sD * effect_on_control + %sD * effect_on_treated AS uplift
            FROM __THIS__"""
                .formatted(share, 1 - share));
  }

  @Override
  XLearner self() {
    return this;
  }

  public static MLReader<XLearner> read() {
    return new DefaultParamsReader<>();
  }

  public static XLearner load(String path) {
    return read().load(path);
  }
}
