package io.segmentlake.models.mart;

import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;

/** Who the customers are, without personal data, and what models say of them. */
final class CustomerViews {
  private static final String MONEY = "decimal(28,4)";
  private static final String PROBABILITY = "decimal(7,6)";

  /** The id as {@link CustomerId#text()} writes it. */
  static final Column CUSTOMER_ID =
      Column.of(
          "customer_id",
          "string",
          "Pseudonym of the person, 13 characters, as in files and for explain");

  static final MartView CUSTOMERS =
      new MartView(
          Table.of(
              "mart.customers",
              "One row per person, at the head date: recency, frequency, monetary value, profile.",
              Column.of("as_of", "date", "Business date up to the end of which everything counts"),
              CUSTOMER_ID,
              Column.of("country", "string", "Country"),
              Column.of("language", "string", "Language"),
              Column.of("gender", "string", "Declared gender"),
              Column.of("age_band", "string", "Declared age band"),
              Column.of("acquisition_source", "string", "Source of the first visit"),
              Column.of("first_order_on", "date", "Date of the first order"),
              Column.of("last_order_on", "date", "Date of the last order"),
              Column.of("days_since_last_order", "int", "Days since the last order (recency)"),
              Column.of("orders_365d", "bigint", "Orders, the last 365 days"),
              Column.of("orders_lifetime", "bigint", "Orders, all time (frequency)"),
              Column.of("revenue_365d", MONEY, "Revenue less refunds, the last 365 days"),
              Column.of(
                  "revenue_lifetime", MONEY, "Revenue less refunds, all time (monetary value)"),
              Column.of("recency_score", "int", "1 (long ago) to 5 (recent); null without orders"),
              Column.of("frequency_score", "int", "1 (seldom) to 5 (often); null without orders"),
              Column.of("monetary_score", "int", "1 (little) to 5 (much); null without orders"),
              Column.of("rfm_group", "string", "Group by recency and frequency of orders"),
              Column.of("top_category", "string", "Category most often bought"),
              Column.of(
                  "engagement_tier", "string", "high, medium, low or none: reactions to e-mails")),
          """
          select as_of, %s as customer_id, country, language, gender, age_band,
            acquisition_source, first_order_on, last_order_on, days_since_last_order, orders_365d,
            orders_lifetime, revenue_365d, revenue_lifetime, recency_score, frequency_score,
            monetary_score, rfm_group, top_category, engagement_tier
          from features.customer
          """
              .formatted(CustomerId.textOf("customer_id")));

  static final MartView SCORES =
      new MartView(
          Table.of(
              "mart.model_scores",
              "One row per person who has ordered, at the head date; null where no model speaks.",
              CUSTOMER_ID,
              Column.of("churn_probability_30d", PROBABILITY, "Of no order within 30 days"),
              Column.of("churn_probability_60d", PROBABILITY, "Of no order within 60 days"),
              Column.of("churn_probability_90d", PROBABILITY, "Of no order within 90 days"),
              Column.of("churn_risk_90d", "string", "high, medium or low, within 90 days"),
              Column.of("churn_version", "int", "Version of the model churn"),
              Column.of(
                  "predicted_orders_365d", "decimal(18,4)", "Orders expected within 365 days"),
              Column.of("predicted_value_365d", MONEY, "Revenue expected within 365 days"),
              Column.of("value_version", "int", "Version of the model clv"),
              Column.of(
                  "next_order_on", "date", "The next order comes by this day one time in two"),
              Column.of(
                  "likely_category", "string", "Category likeliest to be bought of within 30 days"),
              Column.of(
                  "likely_category_probability",
                  PROBABILITY,
                  "Probability of buying of it within 30 days"),
              Column.of("propensity_version", "int", "Version of the model propensity"),
              Column.of(
                  "uplift_order_probability",
                  PROBABILITY,
                  "What the tested campaign adds to the probability of an order"),
              Column.of(
                  "uplift_quadrant",
                  "string",
                  "persuadable, sure_thing, lost_cause or do_not_disturb"),
              Column.of("uplift_version", "int", "Version of the model uplift")),
          """
          select %s as customer_id,
            h.churn_probability_30d, h.churn_probability_60d, h.churn_probability_90d,
            h.churn_risk_90d, h.model_version as churn_version,
            v.predicted_orders_365d, v.predicted_value_365d, v.model_version as value_version,
            n.next_order_on,
            p.category as likely_category, p.probability as likely_category_probability,
            p.model_version as propensity_version,
            u.uplift_order_probability, u.uplift_quadrant, u.model_version as uplift_version
          from features.customer c
          left join predictions.churn h on h.customer_id = c.customer_id
          left join predictions.clv v on v.customer_id = c.customer_id
          left join predictions.next_order n on n.customer_id = c.customer_id
          left join predictions.propensity p on p.customer_id = c.customer_id and p.rank = 1
          left join predictions.uplift u on u.customer_id = c.customer_id
          where c.order_days > 0
          """
              .formatted(CustomerId.textOf("c.customer_id")));

  private CustomerViews() {}
}
