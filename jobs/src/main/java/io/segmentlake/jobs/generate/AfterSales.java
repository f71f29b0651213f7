package io.segmentlake.jobs.generate;

import io.segmentlake.jobs.generate.Order.Item;

/** What follows an order: the parcel, a claim, a rating, a survey, loyalty points. */
final class AfterSales {
  private static final int DAY = ShopCalendar.DAY_SECONDS;
  private static final double LATE = .04;
  private static final double CLAIMED = .015;
  private static final double RATED = .06;
  private static final double ASKED_NPS = .07;
  private static final double ASKED_CSAT = .03;
  private static final double LOYAL = .5;
  private static final long POINT = 1_000;
  private static final long SILVER = 500;
  private static final long GOLD = 1_500;

  private final Person person;
  private final Stamps stamps;
  private final Ids ids;
  private final Lines lines;
  private final Dice dice;
  private final boolean isMember;
  private long points;

  AfterSales(Person person, WebWriter writer, Dice dice) {
    this.person = person;
    this.dice = dice;
    stamps = writer.stamps();
    ids = writer.ids();
    lines = writer.lines();
    isMember = person.number() != null && dice.chance(LOYAL);
  }

  void follow(Order order) {
    if (order.purchase().isCancelled()) {
      return;
    }
    boolean isLate = dice.chance(LATE);
    long delivered = parcel(order, isLate);
    boolean isClaimed = dice.chance(isLate ? 4 * CLAIMED : CLAIMED);
    if (isClaimed) {
      claim(order, delivered);
    }
    for (Item item : order.items()) {
      if (person.number() != null && dice.chance(RATED)) {
        rate(item, delivered + dice.between(DAY, 20 * DAY), isLate || isClaimed);
      }
    }
    if (person.number() != null) {
      ask(delivered + dice.between(2 * DAY, 6 * DAY), isLate || isClaimed);
    }
    if (isMember) {
      earn(order);
    }
  }

  private long parcel(Order order, boolean isLate) {
    long shipped = order.purchase().at() + dice.between(3 * 3_600, 2 * DAY);
    long delivered = shipped + dice.between(DAY / 2, 3 * DAY) + (isLate ? 4L * DAY : 0);
    String parcel = "P" + order.number();
    parcel(parcel, "shipped", shipped, order);
    if (isLate) {
      parcel(parcel, "late", delivered - 2L * DAY, order);
    }
    parcel(parcel, "delivered", delivered, order);
    return delivered;
  }

  private void parcel(String parcel, String state, long at, Order order) {
    lines.add(
        Feed.SHIPMENTS,
        at,
        CsvLine.of(parcel, state, stamps.offset(at), order.number(), person.number()).toString());
  }

  private void claim(Order order, long delivered) {
    long opened = delivered + dice.between(DAY / 2, 14 * DAY);
    String number = "K" + ids.document(opened, person.index());
    String sku = order.items().get(0).product().sku();
    String reason = dice.one(new String[] {"damaged", "faulty", "incomplete"});
    claim(number, "opened", opened, order, sku, reason);
    if (dice.chance(.3)) {
      claim(number, "returned", opened + dice.between(DAY, 6 * DAY), order, sku, reason);
    }
    if (dice.chance(.85)) {
      claim(number, "closed", opened + dice.between(7 * DAY, 25 * DAY), order, sku, reason);
    }
  }

  private void claim(String number, String state, long at, Order order, String sku, String reason) {
    lines.add(
        Feed.CLAIMS,
        at,
        CsvLine.of(number, state, stamps.local(at), order.number(), person.number(), sku, reason)
            .toString());
  }

  private void rate(Item item, long at, boolean isAngry) {
    int stars = isAngry ? dice.between(1, 3) : 5 - Math.min(4, dice.failures(.6));
    String line =
        new JsonLine()
            .add("id", ids.document(at, person.index()) + "-" + item.product().sku())
            .add("at", stamps.offset(at))
            .add("customer", person.number())
            .add("sku", item.product().sku())
            .add("stars", stars)
            .toString();
    lines.add(Feed.RATINGS, at, line);
  }

  private void ask(long at, boolean isAngry) {
    if (dice.chance(ASKED_NPS)) {
      int score = isAngry ? dice.between(0, 7) : 10 - Math.min(10, dice.failures(.45));
      answer(at, "nps", score, null);
    } else if (dice.chance(ASKED_CSAT)) {
      answer(at, "csat", isAngry ? dice.between(1, 3) : dice.between(3, 5), null);
    }
  }

  /** The question to those who leave. */
  void askWhyLeaving(long at) {
    if (at != MailPlan.NEVER && dice.chance(.2)) {
      String[] reasons = {"too_often", "not_relevant", "price", "bad_experience", "need_gone"};
      answer(at + 60, "leave_reason", null, dice.one(reasons));
    }
  }

  private void answer(long at, String survey, Integer score, String reason) {
    lines.add(
        Feed.SURVEYS,
        at,
        CsvLine.of(
                ids.document(at, person.index()),
                stamps.local(at),
                person.number(),
                survey,
                score,
                reason)
            .toString());
  }

  private void earn(Order order) {
    points += order.goods() / POINT / 10;
    String tier = points >= GOLD ? "gold" : points >= SILVER ? "silver" : "basic";
    long at = order.purchase().at();
    lines.add(
        Feed.LOYALTY, at, CsvLine.of(person.number(), stamps.local(at), tier, points).toString());
  }
}
