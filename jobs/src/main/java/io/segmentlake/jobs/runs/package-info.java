/** What earlier runs did and how long they took, as the manifest has it. */
package io.segmentlake.jobs.runs;
