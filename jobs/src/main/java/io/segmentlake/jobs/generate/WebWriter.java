package io.segmentlake.jobs.generate;

/** What writing a visit needs: how instants and ids look, and where lines go. */
record WebWriter(Stamps stamps, Ids ids, Lines lines, boolean isRobot) {}
