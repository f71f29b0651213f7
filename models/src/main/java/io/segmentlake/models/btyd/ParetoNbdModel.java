package io.segmentlake.models.btyd;

import org.apache.spark.ml.util.MLReader;

/** Pareto/NBD, fitted: columns added are those of {@link OrdersModel}. */
public final class ParetoNbdModel extends OrdersModel<ParetoNbdModel> {
  private static final long serialVersionUID = 1;

  ParetoNbdModel(String uid, FitSummary summary) {
    super(uid, summary);
  }

  @Override
  OrderProcess process() {
    FitSummary fit = summary();
    return new ParetoNbdProcess(
        fit.value("r"), fit.value("alpha"), fit.value("s"), fit.value("beta"));
  }

  @Override
  ParetoNbdModel again() {
    return new ParetoNbdModel(uid(), summary());
  }

  public static MLReader<ParetoNbdModel> read() {
    return FitFile.reader(ParetoNbdModel.class, ParetoNbdModel::new);
  }

  public static ParetoNbdModel load(String path) {
    return read().load(path);
  }
}
