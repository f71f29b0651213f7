/** Scores turned into probabilities that hold. */
package io.segmentlake.models.calibration;
