/** What runs and when: the command line, one class per job, destinations. */
package io.segmentlake.jobs;
