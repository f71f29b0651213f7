package io.segmentlake.models.churn;

/**
 * A candidate on one validation split, before calibration; its labels are not those of the held-out
 * window.
 *
 * @param split the cut-off, and which customers where customers are held out
 * @param logLoss what the champion is chosen by
 */
public record CandidateScore(
    Algorithm algorithm,
    String split,
    double rocAuc,
    double averagePrecision,
    double brier,
    double logLoss,
    double calibrationError) {}
