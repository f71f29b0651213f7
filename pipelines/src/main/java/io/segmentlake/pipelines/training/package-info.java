/** Features of past dates as they were known then, for models to learn from. */
package io.segmentlake.pipelines.training;
