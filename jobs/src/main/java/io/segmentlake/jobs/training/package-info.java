/** The jobs of {@code run training}, one class each. */
package io.segmentlake.jobs.training;
