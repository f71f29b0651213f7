/**
 * What SQL may do that people type or BI tools send: read tables that are open, by functions that
 * touch nothing else. Held against Spark's own plan of a statement, not against its text.
 */
package io.segmentlake.models.sql;
