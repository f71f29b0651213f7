/** Whether it helped, and whom: the tables of measurement. */
package io.segmentlake.pipelines.measurement;
