package io.segmentlake.models.uplift;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What learners of uplift have in common: a column that says who was treated, 1 or 0. Their models
 * add three columns in the unit of the outcome: {@code treated_outcome} and {@code
 * control_outcome}, what is expected with and without the treatment, and {@code uplift}, what the
 * treatment changes.
 *
 * @param <L> the learner itself
 */
public abstract class UpliftLearner<L extends UpliftLearner<L>> extends OutcomeLearner<L> {
  public static final String UPLIFT = "uplift";
  public static final String TREATED_OUTCOME = "treated_outcome";
  public static final String CONTROL_OUTCOME = "control_outcome";

  private final Param<String> treatmentCol;

  UpliftLearner(String uid) {
    super(uid);
    this.treatmentCol =
        new Param<>(this, "treatmentCol", "column of the treatment, 1 for treated and 0 for not");
    setDefault(treatmentCol, "treatment");
  }

  public Param<String> treatmentCol() {
    return treatmentCol;
  }

  public L setTreatmentCol(String column) {
    set(treatmentCol, column);
    return self();
  }

  @Override
  String[] outputs() {
    return new String[] {TREATED_OUTCOME, CONTROL_OUTCOME, UPLIFT};
  }

  /** The customers of one arm. */
  Dataset<Row> arm(Dataset<?> rows, int treatment) {
    return rows.toDF().where(col(getOrDefault(treatmentCol)).equalTo(treatment));
  }
}
