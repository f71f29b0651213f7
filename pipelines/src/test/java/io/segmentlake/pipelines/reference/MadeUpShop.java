package io.segmentlake.pipelines.reference;

import io.segmentlake.pipelines.BronzeRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Events of some customers over some days, in files that come late, twice, in conflict and in any
 * order.
 */
final class MadeUpShop {
  static final LocalDate FIRST = LocalDate.parse("2025-01-01");

  private final Random random;
  private final int days;
  private final List<Event> events = new ArrayList<>();

  MadeUpShop(long seed, int customers, int days) {
    this.random = new Random(seed);
    this.days = days;
    for (long customer = 1; customer <= customers; customer++) {
      register(customer, customers);
      for (int day = 0; day < days; day++) {
        live(customer, day);
      }
    }
  }

  /** One in three takes over somebody else's mailbox, and half of these get one again. */
  private void register(long customer, int customers) {
    String id = "a" + customer;
    add("address", id, 1, customer, 10, (int) customer);
    if (random.nextInt(3) == 0) {
      add("address", id, 2, customer, 20 + random.nextInt(50), 1 + random.nextInt(customers));
      if (random.nextBoolean()) {
        add("address", id, 3, customer, 100 + random.nextInt(50), (int) customer);
      }
    }
  }

  private void live(long customer, int day) {
    String id = customer + "-" + day;
    if (random.nextInt(60) == 0) {
      int cents = 100 + random.nextInt(10_000);
      add("order", id, 1, customer, day, cents);
      if (random.nextInt(8) == 0) {
        add("cancelled", id, 2, customer, day, cents);
      }
      if (random.nextInt(8) == 0) {
        add("refund", id, 1, customer, Math.min(day + 5, days - 1), cents / 2);
      }
    }
    if (random.nextInt(15) == 0) {
      add("visit", id, 1, customer, day, 0);
    }
    if (random.nextInt(30) == 0) {
      add("delivered", "d" + id, 1, customer, day, 0);
      if (random.nextInt(3) == 0) {
        add("click", "c" + id, 1, customer, day, 0);
      }
    }
  }

  /** One in eight is late by up to three days, one in ten comes in a second file too. */
  private void add(String kind, String id, int version, long customer, int day, int cents) {
    int late = random.nextInt(8) == 0 ? 1 + random.nextInt(3) : 0;
    events.add(new Event(kind, id, version, customer, FIRST.plusDays(day), cents, day + late));
    if (random.nextInt(10) == 0) {
      events.add(
          new Event(
              kind,
              id,
              version,
              customer,
              FIRST.plusDays(day),
              cents,
              day + late + random.nextInt(5)));
    }
  }

  /** The files in a random order, dealt out to batches; each batch is one ingest run. */
  List<List<Event>> batches(int count) {
    List<Integer> files =
        new ArrayList<>(events.stream().map(Event::file).distinct().sorted().toList());
    Collections.shuffle(files, random);
    List<List<Event>> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Integer> mine = files.subList(files.size() * i / count, files.size() * (i + 1) / count);
      batches.add(events.stream().filter(e -> mine.contains(e.file())).toList());
    }
    return batches;
  }

  /** The event as the row that its file's mapping would make of it. */
  static void addTo(BronzeRows rows, Event event) {
    String at = event.day() + "T11:00:00";
    String known = FIRST.plusDays(event.file() + 1L).toString();
    String customer = "customer_id=" + event.customer();
    String amount = event.cents() / 100 + "." + String.format("%02d", event.cents() % 100);
    switch (event.kind()) {
      case "order", "cancelled" ->
          rows.add(
              "orders",
              event.file(),
              known,
              "order_id=" + event.id(),
              "ordered_at=" + at,
              customer,
              "status=" + (event.kind().equals("order") ? "completed" : "cancelled"),
              "order_amount=" + amount,
              "updated_at=" + event.day() + "T1" + event.version() + ":00:00");
      case "refund" ->
          rows.add(
              "refunds",
              event.file(),
              known,
              "refund_id=" + event.id(),
              "refunded_at=" + at,
              customer,
              "amount=" + amount);
      case "address" -> {
        String updated = event.day() + "T12:00:00";
        rows.add(
            "customers",
            event.file(),
            known,
            customer,
            "registered_at=" + Event.registeredOn(event.customer()) + "T11:00:00",
            "updated_at=" + updated);
        String mailbox = "Mail" + event.cents() + "@shop.example";
        rows.address(event.customer(), mailbox, event.file(), updated);
      }
      case "visit" ->
          rows.add(
              "web_events",
              event.file(),
              known,
              "event_id=" + event.id(),
              "occurred_at=" + at,
              customer,
              "type=page_view");
      default ->
          rows.add(
              "email_events",
              event.file(),
              known,
              "event_id=" + event.id(),
              "occurred_at=" + at,
              customer,
              "type=" + event.kind());
    }
  }
}
