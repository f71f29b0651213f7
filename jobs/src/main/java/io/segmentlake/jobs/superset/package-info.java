/** Superset on this machine: installed, filled with our dashboard, and started. */
package io.segmentlake.jobs.superset;
