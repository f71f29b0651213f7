/** Spark's Thrift Server over a lakehouse, for BI tools: to read only, with a login. */
package io.segmentlake.jobs.bi;
