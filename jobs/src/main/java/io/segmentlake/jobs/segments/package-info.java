/** What the command line shows of segments. */
package io.segmentlake.jobs.segments;
