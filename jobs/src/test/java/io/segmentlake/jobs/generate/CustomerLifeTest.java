package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the systems of the shop tell must fit together. */
class CustomerLifeTest {
  private static final SmallShop SHOP =
      SmallShop.of(
          SmallShop.options(1_500, 150)
              .withTraits(ShopTraits.defaults().withFlaws(ShopTraits.Flaws.none())));

  @Test
  void addsOrdersUpToTheirLines() {
    Map<String, BigDecimal> sums = new HashMap<>();
    for (Map<String, String> line : SHOP.records(Feed.ORDER_LINES)) {
      BigDecimal gross = number(line, "piece_price").multiply(number(line, "pcs"));
      sums.merge(line.get("order_no"), gross.subtract(number(line, "off")), BigDecimal::add);
    }
    List<Map<String, String>> orders = SHOP.records(Feed.ORDERS);
    assertThat(orders).hasSizeGreaterThan(1_000);
    for (Map<String, String> order : orders) {
      assertThat(sums.get(order.get("order_no"))).isEqualByComparingTo(order.get("goods_total"));
    }
  }

  @Test
  void refundsNoMoreThanWasPaid() {
    Map<String, BigDecimal> paid = new HashMap<>();
    SHOP.records(Feed.ORDERS).forEach(o -> paid.put(o.get("order_no"), number(o, "goods_total")));
    List<Map<String, String>> refunds = SHOP.records(Feed.REFUNDS);
    assertThat(refunds).hasSizeGreaterThan(30);
    for (Map<String, String> refund : refunds) {
      assertThat(number(refund, "amount")).isLessThanOrEqualTo(paid.get(refund.get("order_no")));
    }
  }

  @Test
  void sendsMailOnlyWithAPermissionAndNoneAfterAHardBounce() {
    // Events of both feeds in the order of time, so that one look at the state is enough.
    TreeMap<String, Runnable> story = new TreeMap<>();
    Set<String> permitted = new HashSet<>();
    Set<String> bounced = new HashSet<>();
    int[] sent = new int[1];
    for (DayLine line : SHOP.lines()) {
      Map<String, String> record = line.feed().isTruth() ? Map.of() : SmallShop.record(line);
      String when = "%012d-%d-%020d".formatted(line.at(), line.feed().ordinal() % 5, line.tie());
      if (line.feed() == Feed.CONSENTS && "newsletter".equals(record.get("topic"))) {
        story.put(when, () -> permit(record, permitted));
      } else if (line.feed() == Feed.EMAIL_EVENTS) {
        story.put(
            when,
            () -> {
              String customer = record.get("customer");
              if (record.get("what").equals("sent")) {
                sent[0]++;
                assertThat(permitted).contains(customer);
                assertThat(bounced).doesNotContain(customer);
              } else if (record.get("what").equals("hard_bounce")) {
                bounced.add(customer);
              }
            });
      }
    }
    story.values().forEach(Runnable::run);
    assertThat(sent[0]).isGreaterThan(5_000);
    assertThat(bounced).isNotEmpty();
  }

  private static void permit(Map<String, String> consent, Set<String> permitted) {
    if (consent.get("channel").equals("email") && consent.get("purpose").equals("send")) {
      if (consent.get("action").equals("granted")) {
        permitted.add(consent.get("customer_no"));
      } else {
        permitted.remove(consent.get("customer_no"));
      }
    }
  }

  @Test
  void sendsTheTrialToTheTreatedAlone() {
    Set<String> treated = new HashSet<>();
    Set<String> control = new HashSet<>();
    for (Map<String, String> row : SHOP.records(Feed.TRUE_TRIAL)) {
      (row.get("is_treated").equals("true") ? treated : control).add(row.get("customer_no"));
    }
    Set<String> written = new HashSet<>();
    for (Map<String, String> event : SHOP.records(Feed.EMAIL_EVENTS)) {
      if (event.get("campaign").equals(Trial.CAMPAIGN)) {
        written.add(event.get("customer"));
      }
    }
    assertThat(control).hasSizeGreaterThan(100);
    assertThat(written).isEqualTo(treated).doesNotContainAnyElementsOf(control);
    for (Map<String, String> order : SHOP.records(Feed.ORDERS)) {
      if (order.getOrDefault("voucher", "").startsWith("JARO")) {
        assertThat(treated).contains(order.get("customer_no"));
      }
    }
  }

  @Test
  void remindsOfNoCartThatWasBought() {
    Map<String, Long> ordered = new HashMap<>();
    int reminders = 0;
    for (DayLine line :
        SHOP.lines().stream().sorted(java.util.Comparator.comparing(DayLine::at)).toList()) {
      if (line.feed() == Feed.ORDERS) {
        Map<String, String> order = SmallShop.record(line);
        if (order.containsKey("customer_no") && !order.get("state").equals("cancelled")) {
          ordered.put(order.get("customer_no"), line.at());
        }
      } else if (line.feed() == Feed.EMAIL_EVENTS) {
        Map<String, String> event = SmallShop.record(line);
        if (event.get("campaign").equals("cart-1") && event.get("what").equals("sent")) {
          reminders++;
          long last = ordered.getOrDefault(event.get("customer"), 0L);
          assertThat(line.at() - last).isGreaterThan(3_600);
        }
      }
    }
    assertThat(reminders).isGreaterThan(30);
  }

  @Test
  void knowsVisitorsOnlyAfterALoginARegistrationOrAClick() {
    Set<String> known = new HashSet<>();
    Set<String> seen = new HashSet<>();
    for (Map<String, String> event : SHOP.records(Feed.WEB_EVENTS)) {
      boolean tells =
          Set.of("login", "registration_completed").contains(event.get("event"))
              || "newsletter".equals(event.get("utm_source"));
      if (tells) {
        known.add(event.get("session"));
      }
      seen.add(event.get("session"));
      assertThat(event.containsKey("customer")).isEqualTo(known.contains(event.get("session")));
    }
    assertThat(known.size()).isBetween(seen.size() / 4, seen.size());
  }

  private static BigDecimal number(Map<String, String> record, String name) {
    return new BigDecimal(record.get(name));
  }
}
