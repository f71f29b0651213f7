/** Daily sums per customer, and what is known of each person at the head date. */
package io.segmentlake.pipelines.features;
