package io.segmentlake.models.mart;

import io.segmentlake.models.tables.Table;

/**
 * A table for BI that is worked out when it is asked for.
 *
 * @param table what others may rely on; columns are only ever added
 * @param query gives the columns of the contract, in its order, from other tables of the lakehouse
 */
public record MartView(Table table, String query) {}
