/** Training sets, point in time: what was known at a cut-off, and what came after it as labels. */
package io.segmentlake.models.training;
