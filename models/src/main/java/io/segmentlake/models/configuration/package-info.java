/**
 * Reading what people write by hand: YAML with the position of every value, and mistakes that name
 * file, line, column and what was probably meant.
 */
package io.segmentlake.models.configuration;
