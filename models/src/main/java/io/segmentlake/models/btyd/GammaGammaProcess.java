package io.segmentlake.models.btyd;

import java.io.Serializable;

/** Gamma-Gamma with known parameters. */
record GammaGammaProcess(double p, double q, double v) implements Serializable {

  /**
   * @param x repeat orders
   * @param m their mean worth; any number if there are none
   */
  ValuePosterior after(double x, double m) {
    return x > 0 ? new ValuePosterior(p, q + p * x, v + x * m) : new ValuePosterior(p, q, v);
  }
}
