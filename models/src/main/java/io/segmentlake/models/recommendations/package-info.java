/**
 * Which products to show a person, and which product goes with which: implicit ALS, the person's
 * own shares of categories, best sellers, and association rules.
 */
package io.segmentlake.models.recommendations;
