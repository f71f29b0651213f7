package io.segmentlake.jobs.generate;

/**
 * How well the planted chances foretell, and what the randomised campaign did.
 *
 * @param scored customers with an order before the last 30 days
 * @param buyers of these: with an order in the last 30 days
 * @param auc area under the ROC curve of the planted chances; not a number without both outcomes
 * @param treated customers in the campaign
 * @param control customers kept out of it
 * @param plantedUplift mean of the planted differences of chances
 * @param realisedUplift share of buyers among the treated less the one among the control
 */
record Figures(
    long scored,
    long buyers,
    double auc,
    long treated,
    long control,
    double plantedUplift,
    double realisedUplift) {}
