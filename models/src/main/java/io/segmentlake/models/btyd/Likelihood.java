package io.segmentlake.models.btyd;

import java.io.Serializable;
import java.util.List;

/**
 * The log-likelihood of one customer's history. All parameters are positive and are sought as
 * logarithms, so that another unit of time or money only moves the start and data need no scaling.
 */
interface Likelihood extends Serializable {

  /** Names in the order of all arrays of parameters. */
  List<String> parameters();

  /**
   * Logarithms of parameters to begin at.
   *
   * @param means of each number of a history, over customers
   */
  double[] start(double[] means);

  /**
   * The log-likelihood at a history.
   *
   * @param logs logarithms of the parameters
   * @param slope filled with the derivatives by the logarithms
   */
  double at(double[] history, double[] logs, double[] slope);
}
