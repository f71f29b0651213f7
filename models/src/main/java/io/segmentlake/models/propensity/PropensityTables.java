package io.segmentlake.models.propensity;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;

/** The contract of what persons are likely to buy. */
public final class PropensityTables {
  /** As the registry calls the model. */
  public static final String MODEL = "propensity";

  /** Days ahead that it is told for. */
  public static final int HORIZON_DAYS = 30;

  public static final Table PROPENSITY =
      Table.of(
          "predictions.propensity",
          "One row per person who has ordered and category that it may buy, at the head date.",
          Column.of("as_of", "date", "Business date from which it is predicted"),
          Column.of("customer_id", "bigint", "Person"),
          Column.of("category", "string", "Category bought before, or among those that sell best"),
          Column.of(
              "probability",
              "decimal(7,6)",
              "Probability of buying of the category within 30 days"),
          Column.of("rank", "int", "Place of the category with the person, from 1: the likeliest"),
          Column.of("model_version", "int", "Version of the model, of model_registry"),
          Column.of("arrived_seq", "bigint", "Ingest run up to which data was known"));

  private PropensityTables() {}
}
