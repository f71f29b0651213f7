/** Where segments go: what leaves the lakehouse, with addresses joined at the last moment. */
package io.segmentlake.jobs.destinations;
