/** Tables for BI: views over the lakehouse's tables, whose columns are only ever added to. */
package io.segmentlake.models.mart;
