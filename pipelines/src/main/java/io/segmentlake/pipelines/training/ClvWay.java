package io.segmentlake.pipelines.training;

import io.segmentlake.models.clv.TwoPartValue;
import io.segmentlake.models.predictions.PredictiveModel;
import java.util.Locale;

/** The ways in which value can be fitted; the first where nothing speaks for the second. */
enum ClvWay {
  BTYD,
  TWO_PART;

  static ClvWay of(PredictiveModel model) {
    return model instanceof TwoPartValue ? TWO_PART : BTYD;
  }

  /** Its name among the predictors of model_metrics. */
  String predictor() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As people call it. */
  String text() {
    return this == BTYD ? "BTYD" : "the two-part model";
  }

  ClvWay other() {
    return this == BTYD ? TWO_PART : BTYD;
  }
}
