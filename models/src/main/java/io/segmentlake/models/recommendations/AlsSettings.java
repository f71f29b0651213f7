package io.segmentlake.models.recommendations;

import java.io.Serializable;

/**
 * How {@link ItemFactors} are fitted.
 *
 * @param rank numbers that stand for a product
 * @param iterations of alternating least squares
 * @param regularisation of MLlib, per purchase of the person or product
 * @param confidence how much surer than 1 a purchase of weight 1 makes that somebody likes the
 *     product (α of Hu, Koren and Volinsky 2008)
 * @param mostCustomers more are sampled: products need no more to be known by
 * @param seed of the first factors
 */
public record AlsSettings(
    int rank,
    int iterations,
    double regularisation,
    double confidence,
    long mostCustomers,
    long seed)
    implements Serializable {
  public static final AlsSettings USUAL = new AlsSettings(32, 8, .05, 2, 200_000, 1);
}
