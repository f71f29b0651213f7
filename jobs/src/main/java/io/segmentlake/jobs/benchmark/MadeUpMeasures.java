package io.segmentlake.jobs.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** As many different measures as wanted, over four streams of the generated shop in turn. */
final class MadeUpMeasures {
  private static final int[] DAYS = {30, 90, 14, 180, 365, 7, 60, 120, 270, 21};

  /** Aggregate, stream, of, where; {@code -} for none. */
  private static final List<String[]> KINDS =
      List.of(
          kind("count", "orders", "-", "-"),
          kind("count", "order_lines", "-", "-"),
          kind("count", "web_events", "-", "type = 'product_view'"),
          kind("count", "email_events", "-", "type = 'delivered'"),
          kind("sum", "orders", "gross_amount", "-"),
          kind("sum", "order_lines", "line_amount", "product.category = 'coffee'"),
          kind("count", "web_events", "-", "type = 'cart_add'"),
          kind("count", "email_events", "-", "type = 'open' and reaction = 'human'"),
          kind("max", "orders", "gross_amount", "-"),
          kind("sum", "order_lines", "quantity", "product.category = 'tea'"),
          kind("count", "web_events", "-", "device = 'mobile'"),
          kind("count", "email_events", "-", "type = 'click' and reaction = 'human'"),
          kind("count", "orders", "-", "channel = 'app'"),
          kind("count", "order_lines", "-", "product.category in ('chocolate', 'coffee')"),
          kind("max", "web_events", "cart_value", "-"),
          kind("count", "email_events", "-", "type = 'delivered' and provider = 'gmail'"),
          kind("sum", "orders", "gross_amount", "payment_method = 'card'"),
          kind("max", "order_lines", "unit_price", "-"),
          kind("sum", "web_events", "dwell_seconds", "type = 'product_view'"),
          kind("count", "email_events", "-", "type = 'open' and reaction = 'masked'"),
          kind("count", "orders", "-", "coupon_id is not null"),
          kind("sum", "order_lines", "margin_amount", "unit_price > 200"),
          kind("count", "web_events", "-", "category = 'machines'"),
          kind("count", "email_events", "-", "type = 'sent' and provider = 'seznam'"));

  /** The most that are all different. */
  static final int MOST = KINDS.size() * DAYS.length;

  private MadeUpMeasures() {}

  /** The first so many. */
  static List<MadeUpMeasure> first(int count) {
    if (count > MOST) {
      throw new IllegalArgumentException(
          "Cannot make up measures: %d are wanted. There are %d different ones."
              .formatted(count, MOST));
    }
    List<MadeUpMeasure> measures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String[] kind = KINDS.get(i % KINDS.size());
      measures.add(
          new MadeUpMeasure(
              "m" + (i + 1),
              kind[0],
              kind[1],
              given(kind[2]),
              given(kind[3]),
              DAYS[i / KINDS.size()]));
    }
    return measures;
  }

  private static Optional<String> given(String text) {
    return text.equals("-") ? Optional.empty() : Optional.of(text);
  }

  private static String[] kind(String... parts) {
    return parts;
  }
}
