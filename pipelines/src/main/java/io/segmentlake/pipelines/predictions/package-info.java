/** Which models there are and how good they were, and what the champions say of each person. */
package io.segmentlake.pipelines.predictions;
