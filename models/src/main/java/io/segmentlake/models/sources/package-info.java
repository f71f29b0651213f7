/** Source mappings: how files of a shop's own shape become records of the canonical streams. */
package io.segmentlake.models.sources;
