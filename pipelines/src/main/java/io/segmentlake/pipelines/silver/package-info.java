/**
 * One deduplicated, typed table per stream, in UTC, with the shop's business dates and pseudonymous
 * customers.
 */
package io.segmentlake.pipelines.silver;
