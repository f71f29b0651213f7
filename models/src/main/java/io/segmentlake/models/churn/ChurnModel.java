package io.segmentlake.models.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.segmentlake.models.btyd.OutputParams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A fitted churn model. Adds to each row with the columns of {@code features.customer}, null for a
 * customer who never ordered:
 *
 * <ul>
 *   <li>{@code churn_probability}: P(no order within the horizon), calibrated;
 *   <li>{@code risk_band}: {@code high} from {@link #highFrom} on, {@code low} below {@link
 *       #lowBelow}, else {@code medium};
 *   <li>{@code reasons}: up to three features with their value and their contribution to the log
 *       odds of no order, those first that move the customer most away from the average customer.
 * </ul>
 */
public final class ChurnModel extends Model<ChurnModel>
    implements OutputParams<ChurnModel>, MLWritable {
  private static final long serialVersionUID = 1;

  private static final List<String> OUTPUTS = List.of("churn_probability", "risk_band", "reasons");

  private final String uid;
  private final MarginModel margin;
  private final PipelineModel calibration;
  private final DoubleParam highFrom;
  private final DoubleParam lowBelow;
  private final IntParam horizonDays;
  private final Param<String> outputPrefix;

  ChurnModel(MarginModel margin, PipelineModel calibration) {
    this(Identifiable$.MODULE$.randomUID("churn"), margin, calibration);
  }

  private ChurnModel(String uid, MarginModel margin, PipelineModel calibration) {
    // First of all: a parameter asks its owner for it.
    this.uid = uid;
    this.margin = margin;
    this.calibration = calibration;
    highFrom =
        new DoubleParam(
            this, "highFrom", "least probability of high", ParamValidators.inRange(0, 1));
    lowBelow =
        new DoubleParam(this, "lowBelow", "probabilities of low", ParamValidators.inRange(0, 1));
    horizonDays = new IntParam(this, "horizonDays", "days without an order", ParamValidators.gt(0));
    outputPrefix = OutputParams.prefixOf(this);
    setDefault(highFrom, .75);
    setDefault(lowBelow, .25);
    setDefault(horizonDays, 90);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    StructType wider = transformSchema(rows.schema());
    String probability = output("churn_probability");
    Dataset<Row> scored =
        scored(rows)
            .withColumn(probability, when(TrainingRows.isBuyer(), col(Calibration.PROBABILITY)))
            .withColumn(
                output("risk_band"),
                when(col(probability).geq(getOrDefault(highFrom)), "high")
                    .when(col(probability).lt(getOrDefault(lowBelow)), "low")
                    .when(col(probability).isNotNull(), "medium"))
            .withColumn(output("reasons"), when(TrainingRows.isBuyer(), col(MarginModel.REASONS)));
    return scored.selectExpr(wider.fieldNames());
  }

  /** The probability, and all columns on the way there. */
  Dataset<Row> scored(Dataset<?> rows) {
    return calibration.transform(margin.transform(rows));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    for (String name : OUTPUTS) {
      if (List.of(schema.fieldNames()).contains(output(name))) {
        throw new IllegalArgumentException(
            "Cannot apply ChurnModel: a column that it adds is there already (%s). Set outputPrefix."
                .formatted(output(name)));
      }
    }
    return schema
        .add(output("churn_probability"), DataTypes.DoubleType)
        .add(output("risk_band"), DataTypes.StringType)
        .add(output("reasons"), Reasons.TYPE);
  }

  private String output(String name) {
    return getOrDefault(outputPrefix) + name;
  }

  @Override
  public String uid() {
    return uid;
  }

  public DoubleParam highFrom() {
    return highFrom;
  }

  public DoubleParam lowBelow() {
    return lowBelow;
  }

  public IntParam horizonDays() {
    return horizonDays;
  }

  /** How many days ahead the model looks. */
  int horizon() {
    return (int) getOrDefault(horizonDays);
  }

  Algorithm algorithm() {
    return Algorithm.of(margin.classifier());
  }

  @Override
  public Param<String> outputPrefix() {
    return outputPrefix;
  }

  public ChurnModel setHighFrom(double probability) {
    return with(highFrom, probability);
  }

  public ChurnModel setLowBelow(double probability) {
    return with(lowBelow, probability);
  }

  /** The same model, its columns named with another prefix. */
  ChurnModel prefixed(String prefix) {
    return copy(ParamMap.empty()).setOutputPrefix(prefix);
  }

  ChurnModel setHorizonDays(int days) {
    set(horizonDays, days);
    return this;
  }

  @Override
  public ChurnModel copy(ParamMap extra) {
    ChurnModel copy = copyValues(new ChurnModel(uid, margin, calibration), extra);
    return copy.setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new MLWriter() {
      @Override
      public void saveImpl(String path) {
        DefaultParamsWriter.saveMetadata(ChurnModel.this, path, sparkSession());
        PipelineModel stages =
            new PipelineModel(uid, List.of(margin.features(), margin.classifier(), calibration));
        try {
          stages.write().session(sparkSession()).save(path + "/stages");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  public static MLReader<ChurnModel> read() {
    return new MLReader<>() {
      @Override
      public ChurnModel load(String path) {
        DefaultParamsReader.Metadata metadata =
            DefaultParamsReader.loadMetadata(path, sparkSession(), ChurnModel.class.getName());
        Transformer[] stages = PipelineModel.load(path + "/stages").stages();
        ChurnModel model =
            new ChurnModel(
                metadata.uid(),
                new MarginModel((PipelineModel) stages[0], stages[1]),
                (PipelineModel) stages[2]);
        metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
        return model;
      }
    };
  }

  public static ChurnModel load(String path) {
    return read().load(path);
  }
}
