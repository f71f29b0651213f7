package io.segmentlake.models.churn;

import java.util.Locale;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The candidates, simplest first. Each learns from {@code churn_terms} and {@code label}. */
public enum Algorithm {
  LOGISTIC_REGRESSION {
    @Override
    Transformer fit(Dataset<Row> rows, long seed) {
      // By reweighted least squares: a tenth of the passes that LogisticRegression takes.
      return new GeneralizedLinearRegression()
          .setFamily("binomial")
          .setFeaturesCol(TermVector.TERMS)
          .setLabelCol(TrainingRows.LABEL)
          .setRegParam(1e-3)
          .fit(rows);
    }
  },
  BOOSTED_TREES {
    @Override
    Transformer fit(Dataset<Row> rows, long seed) {
      return new GBTClassifier()
          .setFeaturesCol(TermVector.TERMS)
          .setLabelCol(TrainingRows.LABEL)
          .setMaxIter(25)
          .setMaxDepth(3)
          .setStepSize(.25)
          .setMinInstancesPerNode(50)
          .setSubsamplingRate(.7)
          .setSeed(seed)
          .fit(rows);
    }
  };

  /** What made a model. */
  static Algorithm of(Transformer classifier) {
    return classifier instanceof GBTClassificationModel ? BOOSTED_TREES : LOGISTIC_REGRESSION;
  }

  /** As people call it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A model of MLlib, which can be saved. */
  abstract Transformer fit(Dataset<Row> rows, long seed);

  /**
   * @param means of the terms over the training rows
   */
  static Attribution attribution(Transformer classifier, double[] means) {
    if (classifier instanceof GeneralizedLinearRegressionModel linear) {
      return new LinearAttribution(linear.coefficients().toArray(), linear.intercept(), means);
    }
    return TreeAttribution.of((GBTClassificationModel) classifier);
  }
}
