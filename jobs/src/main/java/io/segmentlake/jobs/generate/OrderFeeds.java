package io.segmentlake.jobs.generate;

import io.segmentlake.jobs.generate.Order.Item;

/** Writes what the shop's database exports of an order: the order, its lines, what came back. */
final class OrderFeeds {
  private static final String[] REASONS = {"damaged", "wrong_item", "not_wanted", "late"};
  private static final long WRAPPING = 4_900;
  private static final int DAY = ShopCalendar.DAY_SECONDS;

  private final double refunded;
  private final Stamps stamps;
  private final Ids ids;

  OrderFeeds(GenerateOptions options, Stamps stamps, Ids ids) {
    refunded = options.traits().buying().refunded();
    this.stamps = stamps;
    this.ids = ids;
  }

  void write(Person person, Order order, Lines lines, Dice dice) {
    Purchase purchase = order.purchase();
    order(person, order, purchase.isCancelled() ? "new" : "paid", purchase.at(), lines);
    if (purchase.isCancelled()) {
      // The next export has the order again, with another state.
      order(person, order, "cancelled", purchase.at() + dice.between(3_600, 2 * DAY), lines);
    }
    lines(person, order, lines);
    if (!purchase.isCancelled() && dice.chance(refunded)) {
      refund(person, order, lines, dice);
    }
  }

  private void order(Person person, Order order, String state, long changedAt, Lines lines) {
    lines.add(
        Feed.ORDERS,
        changedAt,
        CsvLine.of(
                order.number(),
                stamps.local(order.purchase().at()),
                person.number(),
                state,
                Money.text(order.goods() + (order.isWrapped() ? WRAPPING : 0)),
                Money.text(order.delivery()),
                order.coupon(),
                order.payment(),
                order.channel(),
                stamps.local(changedAt))
            .toString());
  }

  private void lines(Person person, Order order, Lines lines) {
    long at = order.purchase().at();
    String placed = stamps.local(at);
    int number = 0;
    for (Item item : order.items()) {
      number++;
      lines.add(
          Feed.ORDER_LINES,
          at,
          CsvLine.of(
                  order.number(),
                  number,
                  placed,
                  person.number(),
                  item.product().sku(),
                  item.pieces(),
                  Money.text(item.price()),
                  Money.text(item.discount()))
              .toString());
    }
    if (order.isWrapped()) {
      String price = Money.text(WRAPPING);
      lines.add(
          Feed.ORDER_LINES,
          at,
          CsvLine.of(
                  order.number(),
                  number + 1,
                  placed,
                  person.number(),
                  ShopFeeds.WRAPPING,
                  1,
                  price,
                  Money.text(0))
              .toString());
    }
  }

  private void refund(Person person, Order order, Lines lines, Dice dice) {
    Item item = order.items().get(dice.below(order.items().size()));
    int pieces = dice.between(1, item.pieces());
    long at = order.purchase().at() + dice.between(3 * DAY, 20 * DAY);
    boolean canBeSold = dice.chance(.6) && item.product().cost() > 0;
    lines.add(
        Feed.REFUNDS,
        at,
        CsvLine.of(
                ids.document(at, person.index()),
                stamps.local(at),
                order.number(),
                person.number(),
                item.product().sku(),
                pieces,
                Money.text(item.paid() * pieces / item.pieces()),
                canBeSold ? Money.text(item.product().cost() * 100L * pieces) : null,
                dice.one(REASONS))
            .toString());
  }
}
