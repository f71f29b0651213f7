/**
 * The lakehouse's tables as schemas and tables of a Spark session in which people may only read.
 */
package io.segmentlake.pipelines.sql;
