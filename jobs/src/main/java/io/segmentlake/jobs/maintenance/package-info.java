/** The jobs of {@code run maintenance}, one class each. */
package io.segmentlake.jobs.maintenance;
