package io.segmentlake.models.metrics;

/**
 * Two scores measured on the same customers.
 *
 * @param first measure of the first score
 * @param second measure of the second
 * @param difference first less second, with the interval of the difference itself, which is
 *     narrower than two separate intervals suggest
 */
public record Comparison(double first, double second, Estimate difference) {}
