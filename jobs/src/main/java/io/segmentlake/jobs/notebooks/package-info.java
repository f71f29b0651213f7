/** What notebooks do with a lakehouse, from Python and from Java. */
package io.segmentlake.jobs.notebooks;
