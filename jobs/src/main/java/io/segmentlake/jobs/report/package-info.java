/** The page of the day: figures, segments, customers and the state of the data in one HTML file. */
package io.segmentlake.jobs.report;
