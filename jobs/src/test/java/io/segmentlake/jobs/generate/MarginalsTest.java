package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What reality has must be there, and in about the shares it has there. */
class MarginalsTest {
  private static final int CUSTOMERS = 1_500;
  private static final SmallShop SHOP = SmallShop.of(SmallShop.options(CUSTOMERS, 150));

  @Test
  void isMadeOfOneTimeBuyersAboveAll() {
    Map<String, Set<String>> orders = new HashMap<>();
    int guests = 0;
    for (Map<String, String> order : SHOP.records(Feed.ORDERS)) {
      if (!order.containsKey("customer_no")) {
        guests++;
      } else {
        orders
            .computeIfAbsent(order.get("customer_no"), c -> new HashSet<>())
            .add(order.get("order_no"));
      }
    }
    long once = orders.values().stream().filter(o -> o.size() == 1).count();
    assertThat((double) (once + guests) / (orders.size() + guests)).isBetween(.5, .8);
    assertThat(orders.values()).anyMatch(o -> o.size() > 12);
    assertThat(guests).isBetween(150, 300);
  }

  @Test
  void cancelsAndRefundsAFew() {
    Map<String, Long> states = count(Feed.ORDERS, "state");
    assertThat(states.get("cancelled") / (double) states.get("paid")).isBetween(.01, .05);
    double refunds = SHOP.records(Feed.REFUNDS).size() / (double) states.get("paid");
    assertThat(refunds).isBetween(.02, .07);
  }

  @Test
  void bringsAllKindsOfMailEvents() {
    Map<String, Long> events = count(Feed.EMAIL_EVENTS, "what");
    long sent = events.get("sent");
    assertThat(events)
        .containsKeys(
            "delivered", "open", "click", "soft_bounce", "hard_bounce", "unsubscribe", "complaint");
    assertThat(events.get("delivered") / (double) sent).isBetween(.97, 1.0);
    assertThat(events.get("open") / (double) sent).isBetween(.3, .7);
    Map<String, Long> clients = count(Feed.EMAIL_EVENTS, "client");
    assertThat(clients).containsKeys(Sender.MASKED_AGENT, Sender.SCANNER_AGENT);
    assertThat(clients.get(Sender.MASKED_AGENT) / (double) events.get("open")).isBetween(.3, .7);
  }

  @Test
  void countsItsFlaws() {
    List<DayLine> events =
        SHOP.lines().stream()
            .filter(l -> l.feed() == Feed.WEB_EVENTS || l.feed() == Feed.EMAIL_EVENTS)
            .toList();
    ShopCalendar calendar = ShopCalendar.of(SHOP.options());
    for (DayLine line : events) {
      int days = line.file() - calendar.dayOf(line.at());
      switch (line.flaw()) {
        case NONE -> assertThat(days).isZero();
        case LATE -> assertThat(days).isBetween(1, 3);
        default -> assertThat(days).isBetween(0, 4);
      }
    }
    Map<DayLine.Flaw, Long> flaws =
        events.stream().collect(Collectors.groupingBy(DayLine::flaw, Collectors.counting()));
    double all = events.size();
    assertThat(flaws.get(DayLine.Flaw.LATE) / all).isBetween(.007, .013);
    assertThat(flaws.get(DayLine.Flaw.REPEATED) / all).isBetween(.01, .04);
    assertThat(flaws.get(DayLine.Flaw.MALFORMED) / all).isBetween(.0002, .001);
  }

  @Test
  void repeatsEventsUnderTheirOwnIds() {
    Map<String, Integer> seen = new HashMap<>();
    SHOP.records(Feed.WEB_EVENTS).forEach(e -> seen.merge(e.get("id"), 1, Integer::sum));
    long repeated =
        SHOP.lines(Feed.WEB_EVENTS).stream().filter(l -> l.flaw() == DayLine.Flaw.REPEATED).count();
    long surplus = seen.values().stream().mapToInt(n -> n - 1).sum();
    assertThat(surplus).isEqualTo(repeated);
  }

  @Test
  void knowsBotsOnlyInPart() {
    List<Map<String, String>> events = SHOP.records(Feed.WEB_EVENTS);
    Map<String, Long> byVisitor =
        events.stream()
            .collect(Collectors.groupingBy(e -> e.get("visitor"), Collectors.counting()));
    Set<String> marked =
        events.stream()
            .filter(e -> e.containsKey("robot"))
            .map(e -> e.get("visitor"))
            .collect(Collectors.toSet());
    Set<String> busiest =
        byVisitor.entrySet().stream()
            .filter(e -> e.getValue() > 20 * 150)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    assertThat(busiest).hasSize(3).containsAll(marked);
    assertThat(marked).isNotEmpty().hasSizeLessThan(3);
  }

  private static Map<String, Long> count(Feed feed, String field) {
    return SHOP.records(feed).stream()
        .filter(r -> r.containsKey(field))
        .collect(Collectors.groupingBy(r -> r.get(field), Collectors.counting()));
  }
}
