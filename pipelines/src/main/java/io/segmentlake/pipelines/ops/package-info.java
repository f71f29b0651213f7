/** The manifest of runs, and checks of tables against it. */
package io.segmentlake.pipelines.ops;
