/** What monitoring is told of a run, in the text format of Prometheus. */
package io.segmentlake.jobs.metrics;
