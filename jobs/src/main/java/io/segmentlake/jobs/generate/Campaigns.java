package io.segmentlake.jobs.generate;

import io.segmentlake.jobs.generate.Campaign.Audience;
import io.segmentlake.jobs.generate.Campaign.Coupon;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All campaigns of the shop: a newsletter each Tuesday, sales, series, and one experiment. */
final class Campaigns {
  static final int WELCOME_STEPS = 3;
  static final int CART_STEPS = 2;

  private static final int NINE_O_CLOCK = 32_400;
  private static final int EVERY_MONTH = 4;
  private static final int COUPON_DAYS = 8;
  private static final int WELCOME_PERCENT = 10;
  private static final String[] TYPES = {
    "new-in", "content", "sale", "cross-sell", "content", "event", "new-in", "sale"
  };

  private final ShopCalendar calendar;
  private final List<Campaign> sent = new ArrayList<>();
  private final List<Campaign> welcome = new ArrayList<>();
  private final List<Campaign> cart = new ArrayList<>();
  private final Campaign trial;

  Campaigns(GenerateOptions options, ShopCalendar calendar, Season season) {
    this.calendar = calendar;
    for (int step = 1; step <= WELCOME_STEPS; step++) {
      Coupon coupon = step == 1 ? everlasting("VITEJ" + WELCOME_PERCENT) : null;
      welcome.add(series("welcome", step, coupon));
    }
    for (int step = 1; step <= CART_STEPS; step++) {
      cart.add(series("cart", step, null));
    }
    for (int day = 0; day < calendar.days(); day++) {
      if (season.startsSale(day)) {
        sent.add(sale(day, season.saleDepth(day)));
      } else if (calendar.dateOf(day).getDayOfWeek() == DayOfWeek.TUESDAY) {
        sent.add(newsletter(day));
      }
    }
    Trial experiment = new Trial(options);
    trial = trial(experiment);
    if (experiment.day() >= 0) {
      sent.add(trial);
    }
    sent.sort(Comparator.comparingLong(Campaign::sentAt));
  }

  /** What goes out to many at once, in the order of time. */
  List<Campaign> sent() {
    return sent;
  }

  /** A step of the welcome series, from 0. */
  Campaign welcome(int step) {
    return welcome.get(step);
  }

  /** A step of the reminders of a left cart, from 0. */
  Campaign cart(int step) {
    return cart.get(step);
  }

  Campaign trial() {
    return trial;
  }

  List<Campaign> all() {
    List<Campaign> all = new ArrayList<>(welcome);
    all.addAll(cart);
    all.addAll(sent);
    return all;
  }

  /** Coupons of campaigns to many that hold at an instant. */
  List<Coupon> couponsAt(long at) {
    return sent.stream()
        .filter(c -> c.coupon() != null && c.audience() != Audience.TREATED)
        .map(Campaign::coupon)
        .filter(c -> c.holds(at))
        .toList();
  }

  private Campaign newsletter(int day) {
    LocalDate date = calendar.dateOf(day);
    int week = (int) (date.toEpochDay() / 7);
    String type = TYPES[week % TYPES.length];
    Coupon coupon = type.equals("sale") ? coupon("SLEVA", 10 + week % 2 * 5, day) : null;
    Audience audience = week % EVERY_MONTH == 0 ? Audience.EVERYBODY : Audience.WEEKLY;
    return new Campaign(
        "newsletter-" + date,
        "Newsletter " + date + ": " + type,
        type,
        audience,
        calendar.at(day, NINE_O_CLOCK),
        coupon);
  }

  private Campaign sale(int day, double depth) {
    LocalDate date = calendar.dateOf(day);
    return new Campaign(
        "sale-" + date,
        "Sale from " + date,
        "sale",
        Audience.EVERYBODY,
        calendar.at(day, NINE_O_CLOCK),
        coupon("VIC", (int) Math.round(depth * 100) + 5, day));
  }

  private Campaign trial(Trial experiment) {
    return new Campaign(
        Trial.CAMPAIGN,
        "Spring coupon, to one half",
        "sale",
        Audience.TREATED,
        experiment.sentAt(calendar),
        coupon("JARO", Trial.PERCENT, Math.max(0, experiment.day())));
  }

  private Coupon coupon(String word, int percent, int day) {
    String date = calendar.dateOf(day).toString().replace("-", "");
    int end = Math.min(day + COUPON_DAYS, calendar.days() + COUPON_DAYS);
    return new Coupon(
        word + percent + "-" + date.substring(2),
        percent,
        calendar.startOf(day),
        calendar.startOf(end));
  }

  private Coupon everlasting(String code) {
    int end = calendar.days() + COUPON_DAYS;
    return new Coupon(
        code, WELCOME_PERCENT, calendar.startOf(-ShopCalendar.DAYS_BEFORE), calendar.startOf(end));
  }

  private Campaign series(String name, int step, Coupon coupon) {
    return new Campaign(
        name + "-" + step,
        "Series " + name + ", step " + step,
        name,
        Audience.TRIGGERED,
        calendar.startOf(-ShopCalendar.DAYS_BEFORE),
        coupon);
  }
}
