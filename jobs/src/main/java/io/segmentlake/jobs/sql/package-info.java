/** SQL over the lakehouse's tables: what a statement gives, printed. */
package io.segmentlake.jobs.sql;
