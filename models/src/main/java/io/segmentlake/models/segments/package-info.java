/**
 * The segment language: definitions written by marketers, read with all their mistakes at once,
 * compiled together into one plan, and explained for one customer.
 */
package io.segmentlake.models.segments;
