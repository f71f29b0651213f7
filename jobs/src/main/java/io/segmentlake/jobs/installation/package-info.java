/** What is installed besides the program itself, once for all checkouts. */
package io.segmentlake.jobs.installation;
