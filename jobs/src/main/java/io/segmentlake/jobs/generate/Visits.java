package io.segmentlake.jobs.generate;

import io.segmentlake.jobs.generate.Order.Item;
import java.util.ArrayList;
import java.util.List;

/** The visits of one customer or guest: for orders, for looking around, after a click. */
final class Visits {
  private static final double LOGS_IN_EARLY = .45;
  private static final double SEARCHES = .15;
  private static final double WISHES = .03;
  private static final double REGISTERS_ON_WEB = .7;

  private final GenerateOptions options;
  private final Catalogue catalogue;
  private final ShopCalendar calendar;
  private final Person person;
  private final WebWriter writer;
  private final Dice dice;
  private final List<Long> leftCarts = new ArrayList<>();
  private int number;

  Visits(
      GenerateOptions options,
      Catalogue catalogue,
      ShopCalendar calendar,
      Person person,
      WebWriter writer,
      Dice dice) {
    this.options = options;
    this.catalogue = catalogue;
    this.calendar = calendar;
    this.person = person;
    this.writer = writer;
    this.dice = dice;
  }

  /** Instants at which a cart was left alone, so far. */
  List<Long> leftCarts() {
    return List.copyOf(leftCarts);
  }

  /** The registration form, of those who register without an order. */
  void register() {
    if (dice.chance(REGISTERS_ON_WEB)) {
      Visit visit = begin(person.joinedAt() - 100);
      visit.from(person.surfer().source(), person.surfer().medium());
      visit.event("page_view", 20).event("registration_started", 80);
      visit.knows(person.number()).event("registration_completed", 5);
    }
  }

  /** The visit that ends with an order. */
  void order(Order order) {
    List<Item> items = order.items().subList(0, Math.min(4, order.items().size()));
    long length = 60 + 45L * items.size() + dice.between(30, 400);
    Visit visit = arrive(begin(order.purchase().at() - length - 65));
    boolean isEarly = person.number() != null && dice.chance(LOGS_IN_EARLY);
    if (isEarly) {
      visit.knows(person.number()).event("login", 5);
    }
    visit.event("category_view", items.get(0).product().section(), dice.between(5, 30));
    long basket = 0;
    for (Item item : items) {
      if (dice.chance(.6)) {
        visit.event("product_view", item.product(), dice.between(5, 25));
      }
      basket += item.paid();
      visit.cart("cart_add", item.product(), item.pieces(), basket, isTwice()).pause(3);
    }
    checkout(visit, order, basket, isEarly);
  }

  private void checkout(Visit visit, Order order, long basket, boolean isKnown) {
    visit.pause((int) Math.max(1, order.purchase().at() - 60 - visit.at()));
    visit.cart("checkout_started", null, 0, basket, isTwice()).pause(15);
    if (!isKnown && person.number() != null) {
      visit.knows(person.number()).event("login", 2);
      visit.cart("checkout_account", null, 0, basket, false).pause(8);
    }
    visit.cart("checkout_delivery", null, 0, basket + order.delivery(), false).pause(20);
    visit.cart("checkout_payment", null, 0, basket + order.delivery(), isTwice());
  }

  /** Visits without an order, on all days from joining on. */
  void lookAround(BuyingLife life) {
    double usual = person.surfer().visitsPerDay();
    double lost = usual * options.traits().web().lostVisits();
    for (int day = Math.max(0, person.joinDay() + 1); day < calendar.days(); day++) {
      if (dice.chance(life.isLost(day) ? lost : usual)) {
        look(calendar.at(day, Hours.draw(person.ownHour(), dice)));
      }
    }
  }

  private void look(long at) {
    Visit visit = arrive(begin(at));
    if (person.number() != null && dice.chance(options.traits().web().loggedIn())) {
      visit.knows(person.number()).event("login", 4);
    }
    browse(visit, dice.chance(options.traits().web().carts()));
  }

  /** The visit after a click in a message. */
  void click(long at) {
    Visit visit = begin(at + 1).from("newsletter", "email");
    // The link tells who clicked.
    visit.knows(person.number()).event("page_view", dice.between(3, 30));
    if (dice.chance(.5)) {
      browse(visit, dice.chance(options.traits().web().carts()));
    }
  }

  private void browse(Visit visit, boolean fillsCart) {
    Section section = Baskets.section(person, dice);
    if (dice.chance(SEARCHES)) {
      visit.event("search", dice.between(3, 10));
    } else {
      visit.event("category_view", section, dice.between(4, 60));
    }
    Product seen = null;
    for (int views = dice.failures(.45); views > 0; views--) {
      seen = catalogue.pick(section, calendar.dayOf(visit.at()), dice);
      visit.event("product_view", seen, dwell());
    }
    if (seen != null && fillsCart) {
      long price = seen.price(calendar.dayOf(visit.at())) * 100L;
      visit.cart("cart_add", seen, 1, price, isTwice()).pause(dice.between(5, 90));
      if (dice.chance(.15)) {
        visit.cart("cart_remove", seen, 1, 0, isTwice());
      } else {
        if (dice.chance(.25)) {
          visit.cart("checkout_started", null, 0, price, isTwice());
        }
        leftCarts.add(visit.at());
      }
    } else if (seen != null && dice.chance(WISHES)) {
      visit.event("wishlist_add", seen, 2);
    }
  }

  /** Seconds on a page; now and then somebody goes to lunch. */
  private int dwell() {
    return dice.chance(.01) ? dice.between(1_200, 4_000) : 3 + (int) dice.exponential(35);
  }

  private boolean isTwice() {
    return dice.chance(options.traits().web().twice());
  }

  private Visit arrive(Visit visit) {
    boolean isFirst = number == 1;
    if (isFirst || dice.chance(.4)) {
      visit.from(person.surfer().source(), person.surfer().medium());
    } else {
      visit.from("direct", "none");
    }
    return visit.event("page_view", dice.between(2, 20));
  }

  private Visit begin(long at) {
    int device = dice.chance(person.surfer().mobile()) ? 0 : person.surfer().devices() - 1;
    boolean isOthers = device == 0 && person.surfer().sharesDevice();
    String visitor = writer.ids().device(person.index() - (isOthers ? 1 : 0), device);
    String kind = device == 0 ? "mobile" : "desktop";
    return new Visit(writer, person.index(), number++, visitor, kind, at);
  }
}
