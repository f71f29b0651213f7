/**
 * Expressions in SQL syntax, written by people: parsed by Spark's parser, taken over node by node
 * into a tree of our own (what has no node here cannot be said), checked against a vocabulary of
 * columns and functions, and compiled to Spark columns.
 */
package io.segmentlake.models.expression;
