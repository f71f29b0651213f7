/** How rows move: one class per output table; the only code that touches Delta. */
package io.segmentlake.pipelines;
