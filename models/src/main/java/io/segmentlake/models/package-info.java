/** What things are: streams and tables, the segment language, features, predictive models. */
package io.segmentlake.models;
