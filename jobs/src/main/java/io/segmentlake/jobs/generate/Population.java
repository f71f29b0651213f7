package io.segmentlake.jobs.generate;

import io.segmentlake.jobs.generate.Person.Buyer;
import io.segmentlake.jobs.generate.Person.Kind;
import io.segmentlake.jobs.generate.Person.Surfer;

/** Draws persons: first the customers in the order of their registration, then all others. */
final class Population {
  private static final String[][] SOURCES = {
    {"google", "organic"}, {"google", "cpc"}, {"direct", "none"}, {"facebook", "paid_social"},
    {"seznam", "organic"}, {"sklik", "cpc"}, {"heureka", "comparison"}, {"instagram", "social"}
  };
  private static final double[] SOURCE_WEIGHTS = Dice.cumulative(28, 20, 18, 9, 9, 6, 6, 4);
  private static final double[] COUNTRY_WEIGHTS = Dice.cumulative(88, 8, 4);
  private static final String[] COUNTRIES = {"CZ", "SK", "PL"};
  private static final int TWIN_REACH = 3_000;

  private final GenerateOptions options;
  private final ShopTraits.People people;
  private final ShopCalendar calendar;
  private final Catalogue catalogue;

  Population(GenerateOptions options, ShopCalendar calendar, Catalogue catalogue) {
    this.options = options;
    this.calendar = calendar;
    this.catalogue = catalogue;
    people = options.traits().people();
  }

  /** All persons: customers, guests, strangers, robots. */
  static long size(GenerateOptions options) {
    ShopTraits.People people = options.traits().people();
    return options.customers()
        + guests(options)
        + (long) (options.customers() * people.strangers())
        + people.bots();
  }

  private static long guests(GenerateOptions options) {
    return (long) (options.customers() * options.traits().people().guests());
  }

  Person draw(long index) {
    Dice dice = Dice.of(options.seed(), index, "person");
    Kind kind = kind(index, dice);
    double share =
        kind.isCustomer() ? (index + dice.uniform()) / options.customers() : dice.uniform();
    double first = kind.isCustomer() ? people.before() : 0;
    int day;
    double rest;
    if (share < first) {
      double point = share / first * ShopCalendar.DAYS_BEFORE;
      day = (int) point - ShopCalendar.DAYS_BEFORE;
      rest = point - (int) point;
    } else {
      double point = (share - first) / (1 - first) * options.days();
      day = (int) point;
      rest = point - day;
    }
    return new Person(
        index,
        kind,
        calendar.at(day, Hours.quantile(rest)),
        day,
        twin(index, kind, dice),
        COUNTRIES[dice.pick(COUNTRY_WEIGHTS)],
        dice.one(new Double[] {8.0, 12.5, 16.0, 20.0, 20.5, 21.0}),
        buyer(kind, dice),
        surfer(index, dice));
  }

  private Kind kind(long index, Dice dice) {
    if (index < options.customers()) {
      double point = dice.uniform();
      if (point < people.businesses()) {
        return Kind.BUSINESS;
      } else if (point < people.businesses() + people.refillers()) {
        return Kind.REFILLER;
      }
      boolean isProspect = point < people.businesses() + people.refillers() + people.prospects();
      return isProspect ? Kind.PROSPECT : Kind.BUYER;
    } else if (index < options.customers() + guests(options)) {
      return Kind.GUEST;
    }
    return index < size(options) - people.bots() ? Kind.STRANGER : Kind.BOT;
  }

  /** A customer who registered before; one that is no twin itself or is taken as if it were not. */
  private long twin(long index, Kind kind, Dice dice) {
    boolean isTwin = kind.isCustomer() && index > 0 && dice.chance(people.twins());
    return isTwin ? index - 1 - dice.below((int) Math.min(index, TWIN_REACH)) : index;
  }

  private Buyer buyer(Kind kind, Dice dice) {
    ShopTraits.Buying buying = options.traits().buying();
    double sensitivity = dice.beta(1.1, 2.4);
    double factor = 1 + buying.trialLift() * sensitivity * dice.between(.6, 1.8);
    double annoyed = dice.uniform() < buying.annoyed() ? .6 : factor;
    double[] tastes = tastes(dice);
    double spread = buying.gapSpread();
    double dropFirst = dice.beta(4 * buying.dropAfterFirst(), 4 * (1 - buying.dropAfterFirst()));
    double dropLater = dice.beta(4 * buying.dropLater(), 4 * (1 - buying.dropLater()));
    return switch (kind) {
      case REFILLER ->
          new Buyer(
              dice.logNormal(32, .3),
              4.5,
              dropFirst * .5,
              dropLater * .7,
              1 / 10.0,
              sensitivity,
              annoyed,
              tastes,
              catalogue.pick(Section.COFFEE, 0, dice),
              dice.between(1, 3));
      case BUSINESS ->
          new Buyer(
              dice.logNormal(9, spread),
              1.8,
              .1,
              .02,
              1 / 5.0,
              sensitivity * .3,
              annoyed,
              tastes,
              null,
              1);
      case PROSPECT ->
          new Buyer(
              dice.logNormal(90, spread),
              1,
              dropFirst,
              dropLater,
              1 / 900.0,
              sensitivity,
              annoyed,
              tastes,
              null,
              1);
      default ->
          new Buyer(
              dice.logNormal(80, spread),
              dice.between(.8, 1.7),
              dropFirst,
              dropLater,
              1 / 12.0,
              sensitivity,
              annoyed,
              tastes,
              null,
              1);
    };
  }

  private double[] tastes(Dice dice) {
    double[] weights = catalogue.sectionWeights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= dice.gamma(.6) + .01;
    }
    return Dice.cumulative(weights);
  }

  private Surfer surfer(long index, Dice dice) {
    ShopTraits.Web web = options.traits().web();
    double visits = dice.logNormal(web.visitsPerDay(), .7);
    String[] source = SOURCES[dice.pick(SOURCE_WEIGHTS)];
    return new Surfer(
        Math.min(.5, dice.chance(web.shoppers()) ? 10 * visits : visits),
        1 + (dice.chance(.45) ? 1 : 0) + (dice.chance(.1) ? 1 : 0),
        dice.beta(1.2, .9),
        index > 0 && index < options.customers() && dice.chance(people.shared()),
        source[0],
        source[1]);
  }
}
