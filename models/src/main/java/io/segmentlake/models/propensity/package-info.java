/**
 * How probable it is that a person buys of a category within 30 days: one pooled model over pairs
 * of persons and categories, so that a category that few have bought learns from all others.
 *
 * <p>A person is held against the categories that it has bought and those that sell best, not
 * against all: rows grow with persons, not with persons times categories.
 */
package io.segmentlake.models.propensity;
