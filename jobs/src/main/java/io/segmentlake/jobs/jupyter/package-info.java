/** Jupyter on this machine: installed, served, and run without anybody looking. */
package io.segmentlake.jobs.jupyter;
