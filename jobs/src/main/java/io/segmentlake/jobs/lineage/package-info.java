/** What each table is made from, as the jobs declare it. */
package io.segmentlake.jobs.lineage;
