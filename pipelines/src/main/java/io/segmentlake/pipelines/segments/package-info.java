/**
 * Who is in which segment, since when and why: evaluations, membership intervals, changes and
 * sizes.
 */
package io.segmentlake.pipelines.segments;
