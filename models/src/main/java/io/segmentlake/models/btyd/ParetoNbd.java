package io.segmentlake.models.btyd;

import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;

/**
 * Fits Pareto/NBD ({@link ParetoNbdLikelihood}) to histories of customers: several times slower
 * than BG/NBD, but a customer can leave at any time, so P(alive) of one-time buyers falls as they
 * wait.
 */
public final class ParetoNbd extends OrdersEstimator<ParetoNbd, ParetoNbdModel> {
  private static final long serialVersionUID = 1;

  public ParetoNbd() {
    this(Identifiable$.MODULE$.randomUID("paretoNbd"));
  }

  public ParetoNbd(String uid) {
    super(uid);
  }

  @Override
  Likelihood likelihood() {
    return new ParetoNbdLikelihood();
  }

  @Override
  ParetoNbdModel model(FitSummary summary) {
    return new ParetoNbdModel(uid(), summary);
  }

  public static MLReader<ParetoNbd> read() {
    return new DefaultParamsReader<>();
  }

  public static ParetoNbd load(String path) {
    return read().load(path);
  }
}
