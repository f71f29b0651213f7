package io.segmentlake.models.sources;

import io.segmentlake.models.expression.Node;

/**
 * A condition under which a record is kept out.
 *
 * @param reason what is written beside the record
 * @param predicate over the raw columns
 */
public record QuarantineRule(String reason, Node predicate) {}
