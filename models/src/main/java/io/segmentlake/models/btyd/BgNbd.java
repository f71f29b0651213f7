package io.segmentlake.models.btyd;

import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;

/**
 * Fits BG/NBD ({@link BgNbdLikelihood}) to histories of customers: quick, and as good as Pareto/NBD
 * where most order again soon. The default; see the package for its trap.
 */
public final class BgNbd extends OrdersEstimator<BgNbd, BgNbdModel> {
  private static final long serialVersionUID = 1;

  public BgNbd() {
    this(Identifiable$.MODULE$.randomUID("bgNbd"));
  }

  public BgNbd(String uid) {
    super(uid);
  }

  @Override
  Likelihood likelihood() {
    return new BgNbdLikelihood();
  }

  @Override
  BgNbdModel model(FitSummary summary) {
    return new BgNbdModel(uid(), summary);
  }

  public static MLReader<BgNbd> read() {
    return new DefaultParamsReader<>();
  }

  public static BgNbd load(String path) {
    return read().load(path);
  }
}
