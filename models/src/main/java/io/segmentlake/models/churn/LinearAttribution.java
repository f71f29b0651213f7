package io.segmentlake.models.churn;

/**
 * A linear model: a term contributes its coefficient times its distance from the mean of the
 * training rows, which is its Shapley value if terms are taken as independent (Štrumbelj and
 * Kononenko 2014).
 */
record LinearAttribution(double[] coefficients, double intercept, double[] means)
    implements Attribution {

  @Override
  public double margin(double[] terms) {
    double margin = intercept;
    for (int i = 0; i < terms.length; i++) {
      margin += coefficients[i] * terms[i];
    }
    return margin;
  }

  @Override
  public double base() {
    return margin(means);
  }

  @Override
  public double[] contributions(double[] terms) {
    double[] contributions = new double[terms.length];
    for (int i = 0; i < terms.length; i++) {
      contributions[i] = coefficients[i] * (terms[i] - means[i]);
    }
    return contributions;
  }
}
