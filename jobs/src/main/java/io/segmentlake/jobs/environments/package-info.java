/** Where a run's tables and files are and how they are reached: {@code conf/environments}. */
package io.segmentlake.jobs.environments;
