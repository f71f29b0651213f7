package io.segmentlake.models.clv;

import java.util.Locale;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How the two parts can be fitted, simplest first. Each reads {@code value_terms}; the first part
 * learns {@link #BOUGHT} of all rows, the second the logarithm of {@link #WORTH} of who bought.
 */
public enum PartFamily {
  /** Logistic regression × log-normal. */
  LOGISTIC_LOG_NORMAL {
    @Override
    Transformer buys(Dataset<Row> rows, long seed) {
      return logistic(rows);
    }

    @Override
    Transformer worth(Dataset<Row> rows, long seed) {
      return new LinearRegression()
          .setFeaturesCol(ValueTerms.VECTOR)
          .setLabelCol(LOG_WORTH)
          .setPredictionCol(TwoPartProduct.LOG_WORTH)
          .setSolver("normal")
          .setRegParam(RIDGE)
          .fit(rows);
    }
  },
  /** Logistic regression × gamma with a log link. */
  LOGISTIC_GAMMA {
    @Override
    Transformer buys(Dataset<Row> rows, long seed) {
      return logistic(rows);
    }

    @Override
    Transformer worth(Dataset<Row> rows, long seed) {
      return new GeneralizedLinearRegression()
          .setFamily("gamma")
          .setLink("log")
          .setFeaturesCol(ValueTerms.VECTOR)
          .setLabelCol(WORTH)
          .setPredictionCol("two_part_worth")
          .setLinkPredictionCol(TwoPartProduct.LOG_WORTH)
          .setRegParam(RIDGE)
          .fit(rows);
    }
  },
  /** Boosted trees for the share that buys, and for the logarithm of the worth. */
  BOOSTED_TREES {
    @Override
    Transformer buys(Dataset<Row> rows, long seed) {
      return trees(seed).setLabelCol(BOUGHT).setPredictionCol(TwoPartProduct.BUYS).fit(rows);
    }

    @Override
    Transformer worth(Dataset<Row> rows, long seed) {
      return trees(seed)
          .setLabelCol(LOG_WORTH)
          .setPredictionCol(TwoPartProduct.LOG_WORTH)
          .fit(rows);
    }
  };

  /** 1 for who brought revenue within the horizon, else 0. */
  static final String BOUGHT = "bought";

  /** Revenue within the horizon of who bought. */
  static final String WORTH = "worth";

  static final String LOG_WORTH = "log_worth";

  private static final double RIDGE = 1e-2;

  abstract Transformer buys(Dataset<Row> rows, long seed);

  /**
   * @param rows of who bought
   */
  abstract Transformer worth(Dataset<Row> rows, long seed);

  /** What made the second part. */
  static PartFamily of(Transformer worth) {
    if (worth instanceof GBTRegressionModel) {
      return BOOSTED_TREES;
    }
    return worth instanceof LinearRegressionModel ? LOGISTIC_LOG_NORMAL : LOGISTIC_GAMMA;
  }

  /** As people call it. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Transformer logistic(Dataset<Row> rows) {
    return new GeneralizedLinearRegression()
        .setFamily("binomial")
        .setFeaturesCol(ValueTerms.VECTOR)
        .setLabelCol(BOUGHT)
        .setPredictionCol(TwoPartProduct.BUYS)
        .setRegParam(1e-3)
        .fit(rows);
  }

  private static GBTRegressor trees(long seed) {
    return new GBTRegressor()
        .setFeaturesCol(ValueTerms.VECTOR)
        .setMaxIter(20)
        .setMaxDepth(3)
        .setStepSize(.3)
        .setMinInstancesPerNode(50)
        .setSubsamplingRate(.7)
        .setSeed(seed);
  }
}
