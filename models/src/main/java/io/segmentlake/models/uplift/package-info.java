/**
 * What a treatment changes: models of uplift learnt from randomised experiments, whether they found
 * anything, and what follows for each customer.
 */
package io.segmentlake.models.uplift;
