/**
 * Churn as P(no order within h days) of customers who have ordered: calibrated, with a band and the
 * features that speak most for it.
 *
 * <p>A model is trained on snapshots of past cut-offs ({@link
 * io.segmentlake.models.training.Snapshots}) and never on P(alive): under BG/NBD that is 1 for
 * everyone who ordered once, and a ranking by it is upside down.
 */
package io.segmentlake.models.churn;
