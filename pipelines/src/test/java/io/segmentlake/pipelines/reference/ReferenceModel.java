package io.segmentlake.pipelines.reference;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the product promises, in plain collections and without any of its code: events in, features
 * and membership out. Slow, and meant to be read rather than run often.
 */
final class ReferenceModel {
  private final Map<String, Event> valid = new HashMap<>();

  /**
   * Of the events of one kind and id the latest version counts, however often and in whatever order
   * they come.
   */
  void arrive(Collection<Event> events) {
    for (Event event : events) {
      valid.merge(
          stream(event) + event.id(),
          event,
          (one, other) -> one.version() >= other.version() ? one : other);
    }
  }

  private static String stream(Event event) {
    return switch (event.kind()) {
      case "order", "cancelled" -> "orders ";
      case "refund" -> "refunds ";
      case "visit" -> "web ";
      case "address" -> "addresses ";
      default -> "mail ";
    };
  }

  /**
   * customer → who represents the person: of all with the same mailbox the one that was heard of
   * first, then the smallest number.
   */
  private Map<Long, Long> persons() {
    Map<Long, LocalDate> heard = firstDays();
    Comparator<Long> first =
        Comparator.<Long, LocalDate>comparing(heard::get).thenComparing(Comparator.naturalOrder());
    Map<Integer, TreeSet<Long>> owners = new HashMap<>();
    valid.values().stream()
        .filter(e -> e.kind().equals("address"))
        .forEach(
            e -> owners.computeIfAbsent(e.cents(), m -> new TreeSet<>(first)).add(e.customer()));
    Map<Long, Long> persons = new HashMap<>();
    owners.values().forEach(same -> same.forEach(c -> persons.put(c, same.first())));
    return persons;
  }

  /** customer → day of the first event of any kind, or of the registration where it is earlier. */
  private Map<Long, LocalDate> firstDays() {
    Map<Long, LocalDate> days = new HashMap<>();
    for (Event event : valid.values()) {
      LocalDate day =
          event.kind().equals("address") ? Event.registeredOn(event.customer()) : event.day();
      days.merge(event.customer(), day, (one, other) -> one.isBefore(other) ? one : other);
    }
    return days;
  }

  /** person → features at a date, of persons with an event up to it. */
  Map<Long, String> features(LocalDate asOf) {
    Map<Long, Long> persons = persons();
    Map<Long, List<Event>> byCustomer = new TreeMap<>();
    for (Event event : valid.values()) {
      if (!event.day().isAfter(asOf) && !event.kind().equals("address")) {
        long person = persons.getOrDefault(event.customer(), event.customer());
        byCustomer.computeIfAbsent(person, c -> new ArrayList<>()).add(event);
      }
    }
    Map<Long, String> features = new TreeMap<>();
    byCustomer.forEach(
        (customer, events) -> {
          if (events.stream().anyMatch(e -> !e.kind().equals("cancelled"))) {
            features.put(customer, features(events, asOf));
          }
        });
    return features;
  }

  private static String features(List<Event> events, LocalDate asOf) {
    TreeSet<LocalDate> orderDays = days(events, "order");
    TreeSet<LocalDate> visits = days(events, "visit");
    TreeSet<LocalDate> clicks = days(events, "click");
    List<String> parts = new ArrayList<>();
    parts.add("orders=" + count(events, "order", e -> true));
    parts.add("orders_30d=" + count(events, "order", within(asOf, 30)));
    parts.add("orders_365d=" + count(events, "order", within(asOf, 365)));
    parts.add("revenue=" + money(events, e -> true));
    parts.add("revenue_90d=" + money(events, within(asOf, 90)));
    parts.add("visits_7d=" + visits.tailSet(asOf.minusDays(6)).size());
    parts.add("visits_30d=" + visits.tailSet(asOf.minusDays(29)).size());
    parts.add("clicks_90d=" + count(events, "click", within(asOf, 90)));
    parts.add("delivered=" + count(events, "delivered", e -> true));
    parts.add("first=" + (orderDays.isEmpty() ? null : orderDays.first()));
    parts.add("last=" + (orderDays.isEmpty() ? null : orderDays.last()));
    parts.add("visit=" + (visits.isEmpty() ? null : visits.last()));
    parts.add("click=" + (clicks.isEmpty() ? null : clicks.last()));
    parts.add("days=" + orderDays.size());
    parts.add("gap=" + gap(orderDays));
    return String.join(" ", parts);
  }

  /** Mean days between order days in ten-thousandths, rounded half up; null below two. */
  private static String gap(TreeSet<LocalDate> days) {
    if (days.size() < 2) {
      return "null";
    }
    long span = ChronoUnit.DAYS.between(days.first(), days.last());
    return BigDecimal.valueOf(span)
        .divide(BigDecimal.valueOf(days.size() - 1), 4, java.math.RoundingMode.HALF_UP)
        .toString();
  }

  private static Predicate<Event> within(LocalDate asOf, int days) {
    return e -> e.day().isAfter(asOf.minusDays(days));
  }

  private static long count(List<Event> events, String kind, Predicate<Event> when) {
    return events.stream().filter(e -> e.kind().equals(kind)).filter(when).count();
  }

  private static TreeSet<LocalDate> days(List<Event> events, String kind) {
    TreeSet<LocalDate> days = new TreeSet<>();
    events.stream().filter(e -> e.kind().equals(kind)).forEach(e -> days.add(e.day()));
    return days;
  }

  private static BigDecimal money(List<Event> events, Predicate<Event> when) {
    long cents =
        events.stream()
            .filter(when)
            .mapToLong(
                e ->
                    e.kind().equals("order")
                        ? e.cents()
                        : e.kind().equals("refund") ? -e.cents() : 0)
            .sum();
    return BigDecimal.valueOf(cents, 2).setScale(4);
  }

  /** Customers with an order in the 30 days that end with a date. */
  TreeSet<Long> buyers(LocalDate asOf) {
    return having(asOf, "order", 30);
  }

  /** Customers who were seen by a date, but not on the site in the 20 days that end with it. */
  TreeSet<Long> absent(LocalDate asOf) {
    TreeSet<Long> seen = having(asOf, "visit", 100_000);
    seen.removeAll(having(asOf, "visit", 21));
    return seen;
  }

  private TreeSet<Long> having(LocalDate asOf, String kind, int days) {
    Map<Long, Long> persons = persons();
    TreeSet<Long> customers = new TreeSet<>();
    valid.values().stream()
        .filter(
            e ->
                e.kind().equals(kind)
                    && !e.day().isAfter(asOf)
                    && e.day().isAfter(asOf.minusDays(days)))
        .forEach(e -> customers.add(persons.getOrDefault(e.customer(), e.customer())));
    return customers;
  }

  /** Intervals {@code customer from to} in dates evaluated, from who was in at each of them. */
  static TreeSet<String> intervals(TreeMap<LocalDate, TreeSet<Long>> evaluated) {
    TreeSet<String> intervals = new TreeSet<>();
    Map<Long, LocalDate> open = new TreeMap<>();
    evaluated.forEach(
        (date, members) -> {
          open.entrySet()
              .removeIf(
                  e -> {
                    boolean left = !members.contains(e.getKey());
                    if (left) {
                      intervals.add(e.getKey() + " " + e.getValue() + " " + date);
                    }
                    return left;
                  });
          members.forEach(m -> open.putIfAbsent(m, date));
        });
    open.forEach((customer, from) -> intervals.add(customer + " " + from + " null"));
    return intervals;
  }
}
