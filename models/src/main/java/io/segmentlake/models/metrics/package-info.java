/**
 * Measures of models, the same for all of them: customers of equal score are grouped once, and
 * every measure is a plain function of the groups. No measure draws at random or sees a clock.
 */
package io.segmentlake.models.metrics;
