/** How far what a model reads and says has moved since it learned. */
package io.segmentlake.models.drift;
