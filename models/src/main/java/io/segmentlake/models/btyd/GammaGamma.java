package io.segmentlake.models.btyd;

import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;

/**
 * Fits Gamma-Gamma ({@link GammaGammaLikelihood}) to customers with repeat orders; the others count
 * as left out. It takes the worth of orders as independent of how many there are.
 */
public final class GammaGamma extends LikelihoodEstimator<GammaGamma, GammaGammaModel>
    implements MonetaryParams<GammaGamma> {
  private static final long serialVersionUID = 1;

  private final MonetaryColumns monetary;

  public GammaGamma() {
    this(Identifiable$.MODULE$.randomUID("gammaGamma"));
  }

  public GammaGamma(String uid) {
    super(uid);
    monetary = MonetaryColumns.of(this);
  }

  @Override
  public MonetaryColumns monetary() {
    return monetary;
  }

  @Override
  Likelihood likelihood() {
    return new GammaGammaLikelihood();
  }

  @Override
  List<String> inputs() {
    return monetary.names(this);
  }

  @Override
  Column[] historyColumns() {
    Column[] numbers = monetary.numbers(this);
    Column isRepeater = numbers[0].gt(0);
    return new Column[] {
      when(isRepeater, numbers[0]).as("x"), when(isRepeater, numbers[1]).as("m")
    };
  }

  @Override
  GammaGammaModel model(FitSummary summary) {
    return new GammaGammaModel(uid(), summary);
  }

  public static MLReader<GammaGamma> read() {
    return new DefaultParamsReader<>();
  }

  public static GammaGamma load(String path) {
    return read().load(path);
  }
}
