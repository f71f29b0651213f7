package io.segmentlake.jobs.generate;

import io.segmentlake.jobs.generate.Campaign.Coupon;
import io.segmentlake.jobs.generate.Order.Item;
import io.segmentlake.jobs.generate.Person.Kind;
import java.util.ArrayList;
import java.util.List;

/** Fills the basket of a purchase by taste, habit, season and coupon. */
final class Baskets {
  private static final double[] PAYMENT_WEIGHTS = Dice.cumulative(58, 20, 12, 10);
  private static final String[] PAYMENTS = {"card", "transfer", "cash_on_delivery", "wallet"};
  private static final double[] CHANNEL_WEIGHTS = Dice.cumulative(88, 8, 4);
  private static final String[] CHANNELS = {"web", "app", "phone"};
  private static final long FREE_DELIVERY_FROM = 100_000;
  private static final long DELIVERY = 8_900;
  private static final double HABIT = .92;
  private static final double MORE_THINGS = .42;
  private static final double WRAPPED = .03;
  private static final int CANDIDATES = 3;

  private final Catalogue catalogue;
  private final Campaigns campaigns;
  private final Season season;
  private final Ids ids;

  Baskets(Catalogue catalogue, Campaigns campaigns, Season season, Ids ids) {
    this.catalogue = catalogue;
    this.campaigns = campaigns;
    this.season = season;
    this.ids = ids;
  }

  /** {@code hasTrialMail}: whether the person got the coupon of the randomised campaign. */
  Order fill(Person person, Purchase purchase, boolean hasTrialMail, Dice dice) {
    Coupon coupon = coupon(person, purchase, hasTrialMail, dice);
    List<Item> items = items(person, purchase, coupon == null ? 0 : coupon.percent(), dice);
    long goods = items.stream().mapToLong(Item::paid).sum();
    boolean isBusiness = person.kind() == Kind.BUSINESS;
    return new Order(
        ids.document(purchase.at(), person.index()),
        purchase,
        items,
        dice.chance(WRAPPED),
        goods >= FREE_DELIVERY_FROM ? 0 : DELIVERY,
        coupon == null ? null : coupon.code(),
        isBusiness ? "transfer" : PAYMENTS[dice.pick(PAYMENT_WEIGHTS)],
        CHANNELS[dice.pick(CHANNEL_WEIGHTS)]);
  }

  private Coupon coupon(Person person, Purchase purchase, boolean hasTrialMail, Dice dice) {
    double sensitivity = person.buyer().sensitivity();
    Coupon trial = campaigns.trial().coupon();
    if (hasTrialMail && trial.holds(purchase.at()) && dice.chance(.3 + .6 * sensitivity)) {
      return trial;
    }
    List<Coupon> holding = campaigns.couponsAt(purchase.at());
    if (!holding.isEmpty() && dice.chance(1.2 * sensitivity)) {
      return holding.get(holding.size() - 1);
    }
    boolean isFirst = purchase.rank() == 0;
    Coupon welcome = campaigns.welcome(0).coupon();
    return isFirst && dice.chance(.5 * sensitivity) ? welcome : null;
  }

  private List<Item> items(Person person, Purchase purchase, int percent, Dice dice) {
    List<Item> items = new ArrayList<>();
    Product favourite = person.buyer().favourite();
    if (favourite != null && dice.chance(HABIT)) {
      items.add(item(favourite, purchase.packs(), percent, purchase.day()));
    }
    boolean isBusiness = person.kind() == Kind.BUSINESS;
    int more = isBusiness ? dice.between(2, 7) : dice.failures(MORE_THINGS);
    int least = items.isEmpty() ? 1 : 0;
    // A refiller comes for the refill and seldom sees more.
    int wanted = favourite != null && least == 0 ? more / 2 : least + more;
    for (int i = 0; i < Math.min(wanted, 12); i++) {
      Product product = choose(person, purchase.day(), dice);
      int pieces = product.section().isDurable ? 1 : 1 + dice.failures(.75);
      items.add(item(product, isBusiness ? dice.between(4, 40) : pieces, percent, purchase.day()));
    }
    return items;
  }

  /** Who is sensitive to price looks a few times for something that is cheaper today. */
  private Product choose(Person person, int day, Dice dice) {
    Product product = catalogue.pick(section(person, dice), day, dice);
    boolean seeks = season.saleDepth(day) > 0 && dice.chance(person.buyer().sensitivity());
    for (int i = 0; seeks && i < CANDIDATES && !product.isInSales(); i++) {
      product = catalogue.pick(section(person, dice), day, dice);
    }
    return product;
  }

  /** A section by the person's own taste. */
  static Section section(Person person, Dice dice) {
    return Section.values()[dice.pick(person.buyer().tastes())];
  }

  private Item item(Product product, int pieces, int couponPercent, int day) {
    long price = product.price(day) * 100L;
    int salePercent = product.isInSales() ? (int) Math.round(season.saleDepth(day) * 100) : 0;
    // The greater reduction counts, not both.
    long discount = price * pieces * Math.max(salePercent, couponPercent) / 100;
    return new Item(product, pieces, price, discount);
  }
}
