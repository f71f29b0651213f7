package io.segmentlake.models.uplift;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.predictions.PredictionColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;

/**
 * Adds the columns of predictions.uplift to rows with what is expected under each arm; all are null
 * for who has never ordered, because the experiment had nobody like that.
 */
public final class CampaignEffect extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  static final String CONTROL = "campaign_control_outcome";

  /** Guardrail: share of the revenue at full price that must be left after an incentive. */
  private static final double LEAST_MARGIN = .1;

  private final String uid;
  private final Param<String> figures;

  public CampaignEffect() {
    this(Identifiable$.MODULE$.randomUID("campaignEffect"));
  }

  /** As Spark makes it when it reads a saved one. */
  public CampaignEffect(String uid) {
    // First of all: a parameter asks its owner for it.
    this.uid = uid;
    figures = new Param<>(this, "figures", "what the campaign taught, as JSON");
  }

  /** Column of what is expected under an arm. */
  static String outcome(int arm) {
    return "campaign_outcome_" + arm;
  }

  CampaignEffect setFigures(CampaignFigures learnt) {
    set(figures, learnt.json());
    return this;
  }

  CampaignFigures learnt() {
    return CampaignFigures.of(getOrDefault(figures));
  }

  public Param<String> figures() {
    return figures;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    CampaignFigures learnt = learnt();
    Map<String, Column> told = learnt.differs() ? ofEach(learnt) : ofAll(learnt);
    told.put("uplift_untreated_probability", col(CONTROL));
    Map<String, Column> columns = new LinkedHashMap<>();
    PredictionColumns.told(PredictionColumns.UPLIFT)
        .forEach(
            c ->
                columns.put(
                    c.name(),
                    when(
                        col("order_days").gt(0),
                        told.getOrDefault(c.name(), lit(null)).cast(c.type()))));
    return rows.toDF().withColumns(columns);
  }

  private static Map<String, Column> ofAll(CampaignFigures learnt) {
    Map<String, Column> told = new LinkedHashMap<>();
    told.put("uplift_order_probability", lit(learnt.effect()));
    told.put("uplift_revenue", lit(learnt.revenueEffect()));
    told.put("uplift_margin", lit(learnt.marginEffect()));
    return told;
  }

  private static Map<String, Column> ofEach(CampaignFigures learnt) {
    Column treated = col(outcome(learnt.chosen()));
    Column uplift = treated.minus(col(CONTROL));
    Column order = usualOrder(learnt);
    Map<String, Column> told = new LinkedHashMap<>();
    told.put("uplift_order_probability", uplift);
    if (learnt.treatedRevenue() != null) {
      told.put(
          "uplift_revenue",
          order.multiply(
              treated
                  .multiply(learnt.treatedRevenue())
                  .minus(col(CONTROL).multiply(learnt.untreatedRevenue()))));
    }
    if (learnt.treatedMargin() != null) {
      told.put(
          "uplift_margin",
          order
              .multiply(
                  treated
                      .multiply(learnt.treatedMargin())
                      .minus(col(CONTROL).multiply(learnt.untreatedMargin())))
              .minus(learnt.chosenArm().costPerContact()));
    }
    told.put(
        "uplift_quadrant",
        new Quadrants(learnt.leastEffect(), learnt.likely()).of(col(CONTROL), uplift));
    if (learnt.arms().size() > 1 && learnt.marginRate() != null) {
      told.put("best_incentive", incentive(learnt));
    }
    return told;
  }

  /** Amount of an order of the customer's own. */
  static Column usualOrder(CampaignFigures learnt) {
    return usualOrder(learnt.usualOrder());
  }

  static Column usualOrder(double ofOthers) {
    return coalesce(col("average_order_value").cast("double"), lit(ofOthers));
  }

  private static Column incentive(CampaignFigures learnt) {
    List<Column> expected = new ArrayList<>(List.of(col(CONTROL)));
    for (int arm = 0; arm < learnt.arms().size(); arm++) {
      expected.add(col(outcome(arm)));
    }
    List<IncentiveArm> arms = learnt.arms();
    IncentiveChoice choice = new IncentiveChoice(learnt.marginRate(), LEAST_MARGIN);
    UDF2<Seq<Double>, Double, String> best =
        (probabilities, order) -> best(choice, arms, probabilities, order);
    return udf(best, DataTypes.StringType)
        .apply(array(expected.toArray(Column[]::new)), usualOrder(learnt));
  }

  private static String best(
      IncentiveChoice choice, List<IncentiveArm> arms, Seq<Double> probabilities, double order) {
    List<IncentiveChoice.Prediction> offered = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      offered.add(new IncentiveChoice.Prediction(arms.get(i), probabilities.apply(i + 1), order));
    }
    return choice
        .of(
            new IncentiveChoice.Prediction(IncentiveArm.none(), probabilities.apply(0), order),
            offered)
        .arm();
  }

  @Override
  public StructType transformSchema(StructType schema) {
    StructType wider = schema;
    for (var column : PredictionColumns.told(PredictionColumns.UPLIFT)) {
      wider = wider.add(column.name(), column.type());
    }
    return wider;
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public CampaignEffect copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  public static MLReader<CampaignEffect> read() {
    return new DefaultParamsReader<>();
  }

  public static CampaignEffect load(String path) {
    return read().load(path);
  }
}
