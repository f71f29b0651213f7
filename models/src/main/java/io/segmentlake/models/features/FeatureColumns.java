package io.segmentlake.models.features;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of {@code features.customer}: what segments, models and people can say about a
 * person.
 */
public final class FeatureColumns {
  private static final String MONEY = "decimal(28,4)";
  private static final String RATIO = "decimal(18,4)";

  public static final Table CUSTOMER = table();

  private FeatureColumns() {}

  /** Without {@code customer_id}; all are null where the fact is unknown. */
  public static List<Column> all() {
    List<Column> columns = new ArrayList<>();
    columns.add(
        Column.of("as_of", "date", "Business date up to the end of which everything counts"));
    columns.addAll(orders());
    columns.addAll(windows());
    columns.addAll(dates());
    columns.addAll(scores());
    columns.addAll(profile());
    return columns;
  }

  private static List<Column> orders() {
    return List.of(
        Column.of("first_order_on", "date", "Date of the first order"),
        Column.of("last_order_on", "date", "Date of the last order"),
        Column.of("days_since_first_order", "int", "Days since the first order"),
        Column.of("days_since_last_order", "int", "Days since the last order (recency)"),
        Column.of("order_days", "int", "Different days with an order"),
        Column.of("average_order_value", RATIO, "Amount of an order, refunds not taken off"),
        Column.of("margin_rate", RATIO, "Margin ÷ revenue, all time"),
        Column.of(
            "mean_gap_days", RATIO, "Mean days between order days; imputed below two of them"),
        Column.of(
            "is_gap_imputed",
            "boolean",
            "mean_gap_days is the main category's or the shop's median"),
        Column.of("gap_cv", RATIO, "Spread of the gaps ÷ their mean; null below three order days"),
        Column.of("refunds_lifetime", MONEY, "Money that went back, all time"),
        Column.of("category_count_lifetime", "bigint", "Different categories bought"),
        Column.of("top_category", "string", "Category most often bought"),
        Column.of("top_category_share", RATIO, "Its share of the lines bought"));
  }

  private static List<Column> windows() {
    List<Column> columns = new ArrayList<>();
    for (Window window : Window.ALL) {
      String span = window.days() == 0 ? "all time" : "the last " + window.days() + " days";
      columns.add(Column.of(window.name("orders"), "bigint", "Orders, " + span));
      columns.add(Column.of(window.name("revenue"), MONEY, "Revenue less refunds, " + span));
      columns.add(
          Column.of(
              window.name("margin"),
              MONEY,
              "Margin less refunds, " + span + "; null where a cost is missing"));
      columns.add(
          Column.of(window.name("known_margin"), MONEY, "Margin where the cost is known, " + span));
      columns.add(
          Column.of(
              window.name("margin_unknown"), "bigint", "Orders without a known cost, " + span));
      columns.add(Column.of(window.name("visits"), "bigint", "Days with a visit, " + span));
      columns.add(
          Column.of(window.name("cart_adds"), "bigint", "Products put into the cart, " + span));
      columns.add(
          Column.of(window.name("email_delivered"), "bigint", "E-mails delivered, " + span));
      columns.add(Column.of(window.name("email_opens"), "bigint", "Opens by a person, " + span));
      columns.add(
          Column.of(
              window.name("email_masked_opens"),
              "bigint",
              "Opens nobody can tell from a machine's, " + span));
      columns.add(Column.of(window.name("email_clicks"), "bigint", "Clicks by a person, " + span));
    }
    return columns;
  }

  private static List<Column> dates() {
    return List.of(
        Column.of("registered_on", "date", "Date of the registration"),
        Column.of("confirmed_on", "date", "Date on which the address was confirmed"),
        Column.of("last_visit_on", "date", "Date of the last visit"),
        Column.of("last_cart_on", "date", "Date on which something was last put into the cart"),
        Column.of("last_open_on", "date", "Date of the last open by a person"),
        Column.of("last_masked_open_on", "date", "Date of the last masked open"),
        Column.of("last_click_on", "date", "Date of the last click by a person"),
        Column.of("first_delivery_on", "date", "Date of the first e-mail delivered"),
        Column.of(
            "last_activity_on", "date", "Last visit, order, human open, click or confirmation"),
        Column.of("days_since_registration", "int", "Days since the registration"),
        Column.of("days_since_last_visit", "int", "Days since the last visit"),
        Column.of("days_since_last_cart", "int", "Days since something was last put into the cart"),
        Column.of("days_since_last_open", "int", "Days since the last open by a person"),
        Column.of("days_since_last_click", "int", "Days since the last click by a person"),
        Column.of(
            "days_since_last_reaction", "int", "Days since the last open or click by a person"),
        Column.of("days_since_last_activity", "int", "Days since the last sign of life"));
  }

  private static List<Column> scores() {
    return List.of(
        Column.of("recency_score", "int", "1 (long ago) to 5 (recent); null without orders"),
        Column.of(
            "frequency_score",
            "int",
            "1 to 5 by edges 1, 2, 3–4, 5–9, 10+ orders; null without orders"),
        Column.of("monetary_score", "int", "1 to 5 by quintiles of revenue; null without orders"),
        Column.of(
            "rfm_group",
            "string",
            "champions, loyal, recent, needs_attention, at_risk or inactive; null without orders"),
        Column.of(
            "engagement_score",
            "bigint",
            "Human opens + 3 × clicks + 2 × visit days, the last 90 days"),
        Column.of("engagement_tier", "string", "high, medium, low or none"));
  }

  private static List<Column> profile() {
    return List.of(
        Column.of("country", "string", "Country"),
        Column.of("region", "string", "Region"),
        Column.of("language", "string", "Language"),
        Column.of("gender", "string", "Declared gender"),
        Column.of("age_band", "string", "Declared age band"),
        Column.of("is_business", "boolean", "Buys for a company"),
        Column.of("acquisition_source", "string", "Source of the first visit"),
        Column.of("acquisition_medium", "string", "Medium of the first visit"));
  }

  private static Table table() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of("customer_id", "bigint", "Person: the customer that represents it"));
    columns.addAll(all());
    columns.add(Column.of("order_dates", "array<date>", "The days with an order, in order"));
    columns.add(Column.of("arrived_seq", "bigint", "Ingest run up to which everything counts"));
    return new Table(
        "features",
        "customer",
        "One row per person, at the head date.",
        columns,
        List.of(),
        Table.Access.OPEN);
  }
}
