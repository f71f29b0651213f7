/** What fitted models say of people: the tables they write, and the columns that rules can name. */
package io.segmentlake.models.predictions;
