/** What is there and what is missing: checks of the machine, the configuration, the lakehouse. */
package io.segmentlake.jobs.doctor;
