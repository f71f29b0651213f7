package io.segmentlake.models.btyd;

import org.apache.spark.ml.util.MLReader;

/** BG/NBD, fitted: columns added are those of {@link OrdersModel}. */
public final class BgNbdModel extends OrdersModel<BgNbdModel> {
  private static final long serialVersionUID = 1;

  BgNbdModel(String uid, FitSummary summary) {
    super(uid, summary);
  }

  @Override
  OrderProcess process() {
    FitSummary fit = summary();
    return new BgNbdProcess(fit.value("r"), fit.value("alpha"), fit.value("a"), fit.value("b"));
  }

  @Override
  BgNbdModel again() {
    return new BgNbdModel(uid(), summary());
  }

  public static MLReader<BgNbdModel> read() {
    return FitFile.reader(BgNbdModel.class, BgNbdModel::new);
  }

  public static BgNbdModel load(String path) {
    return read().load(path);
  }
}
