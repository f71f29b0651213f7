package io.segmentlake.models.recommendations;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;

/** The contracts of what is recommended. */
public final class RecommendationTables {
  /** As the registry calls the model. */
  public static final String MODEL = "recommendations";

  public static final Table RECOMMENDATIONS =
      Table.of(
          "predictions.recommendations",
          "One row per person and place in the list of products to show, at the head date.",
          Column.of("as_of", "date", "Business date from which it is recommended"),
          Column.of("customer_id", "bigint", "Person"),
          Column.of("rank", "int", "Place in the person's list, from 1"),
          Column.of("product_id", "string", "Product"),
          Column.of(
              "score",
              "double",
              "Share of what the person is expected to buy of all that could be shown: an order,"
                  + " not a probability"),
          Column.of(
              "source",
              "string",
              "als: people who buy alike bought it; affinity: the person buys of its category, or"
                  + " has bought it; best_seller: the fallback, nothing makes it the person's own"),
          Column.of("model_version", "int", "Version of the model, of model_registry"),
          Column.of("arrived_seq", "bigint", "Ingest run up to which data was known"));

  public static final Table COMPLEMENTS =
      Table.of(
          "predictions.complements",
          "One row per product and product that is bought with it more often than by chance, at the"
              + " head date.",
          Column.of("as_of", "date", "Business date up to which baskets count"),
          Column.of("product_id", "string", "Product"),
          Column.of("complement_id", "string", "Product that goes with it"),
          Column.of(
              "lift",
              "double",
              "How many times likelier it is in baskets with the product than in any"),
          Column.of("confidence", "double", "Share of the product's baskets that have it"),
          Column.of("baskets", "bigint", "Baskets with both"),
          Column.of("arrived_seq", "bigint", "Ingest run up to which data was known"));

  private RecommendationTables() {}
}
