/**
 * Who of a segment may be written to, and what has been handed over. Whatever is unknown is a no.
 */
package io.segmentlake.pipelines.activation;
