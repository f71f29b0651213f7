/** What a shop is: its name, zone, currency and sources. */
package io.segmentlake.models.shops;
