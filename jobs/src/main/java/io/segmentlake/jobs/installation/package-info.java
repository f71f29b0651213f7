/** Other programs on this machine: installed once for all checkouts, started and ended. */
package io.segmentlake.jobs.installation;
