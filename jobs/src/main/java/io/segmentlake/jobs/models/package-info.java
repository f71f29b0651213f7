/** What the command line shows of models, and the decision which version speaks. */
package io.segmentlake.jobs.models;
