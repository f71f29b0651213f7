/** Measures the product beside DuckDB, which does the same from the same files. */
package io.segmentlake.jobs.benchmark;
