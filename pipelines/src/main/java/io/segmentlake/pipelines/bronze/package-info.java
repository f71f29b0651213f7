/** Raw files to typed rows, quarantine and contacts: one verdict for each record. */
package io.segmentlake.pipelines.bronze;
