/** The jobs of {@code run daily}, one class each. */
package io.segmentlake.jobs.daily;
