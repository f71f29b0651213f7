package io.segmentlake.models.sources;

import org.apache.spark.sql.Column;

/**
 * A value, and whether it could not be made of the raw text.
 *
 * @param value null where it failed, and where there is none
 * @param failed true or false, never null
 */
record Fallible(Column value, Column failed) {}
