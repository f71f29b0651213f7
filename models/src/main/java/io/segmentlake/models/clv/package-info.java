/** What customers will be worth, and when they order next. */
package io.segmentlake.models.clv;
