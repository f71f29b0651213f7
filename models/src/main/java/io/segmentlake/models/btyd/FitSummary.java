package io.segmentlake.models.btyd;

import java.util.Collections;
import java.util.List;

/**
 * What a fit found.
 *
 * @param parameters names
 * @param values maximum likelihood estimates to ten digits, NaN if there are too few rows
 * @param covarianceOfLogs of the estimates' logarithms, row by row: the inverse of the observed
 *     information; NaN if there is none
 * @param logLikelihood at the values
 * @param customers with a usable history
 * @param histories different ones among them, or customers if they were not grouped
 * @param leftOut rows with a history that is missing or cannot be
 * @param iterations of the best search
 */
public record FitSummary(
    List<String> parameters,
    List<Double> values,
    List<Double> covarianceOfLogs,
    double logLikelihood,
    long customers,
    long histories,
    long leftOut,
    int iterations,
    FitStatus status) {

  public FitSummary {
    parameters = List.copyOf(parameters);
    values = List.copyOf(values);
    covarianceOfLogs = List.copyOf(covarianceOfLogs);
  }

  static FitSummary tooFew(List<String> parameters, Histories histories) {
    int width = parameters.size();
    return new FitSummary(
        parameters,
        Collections.nCopies(width, Double.NaN),
        Collections.nCopies(width * width, Double.NaN),
        Double.NaN,
        histories.customers(),
        histories.distinct(),
        histories.leftOut(),
        0,
        FitStatus.TOO_FEW_ROWS);
  }

  public double value(String parameter) {
    return values.get(index(parameter));
  }

  /** By the delta method from the error of the logarithm. */
  public double standardError(String parameter) {
    return value(parameter) * errorOfLog(parameter);
  }

  public ConfidenceInterval interval(String parameter) {
    return ConfidenceInterval.of(value(parameter), errorOfLog(parameter));
  }

  boolean hasValues() {
    return status != FitStatus.TOO_FEW_ROWS;
  }

  private double errorOfLog(String parameter) {
    int k = index(parameter);
    return Math.sqrt(covarianceOfLogs.get(k * parameters.size() + k));
  }

  private int index(String parameter) {
    int index = parameters.indexOf(parameter);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Cannot tell a parameter: the model has no such one ("
              + parameter
              + "). It has "
              + String.join(", ", parameters)
              + ".");
    }
    return index;
  }
}
