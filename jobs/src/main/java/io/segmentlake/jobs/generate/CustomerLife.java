package io.segmentlake.jobs.generate;

import java.util.List;

/** Plays the life of one person after another and writes all that the shop's systems tell of it. */
final class CustomerLife {
  private final GenerateOptions options;
  private final ShopCalendar calendar;
  private final Catalogue catalogue;
  private final Population population;
  private final Buying buying;
  private final Baskets baskets;
  private final OrderFeeds orderFeeds;
  private final CustomerFeed customerFeed;
  private final ConsentFeed consentFeed;
  private final AssignmentFeed assignmentFeed;
  private final Mailings mailings;
  private final Strangers strangers;
  private final ShopFeeds shopFeeds;
  private final Truth truth;
  private final WebWriter writer;
  private final Lines lines;

  CustomerLife(GenerateOptions options) {
    this.options = options;
    calendar = ShopCalendar.of(options);
    catalogue = new Catalogue(options);
    population = new Population(options, calendar, catalogue);
    lines = new Lines(options, calendar);
    Season season = new Season(calendar);
    Campaigns campaigns = new Campaigns(options, calendar, season);
    Stamps stamps = new Stamps(calendar);
    Ids ids = new Ids(options.seed());
    writer = new WebWriter(stamps, ids, lines, false);
    buying = new Buying(options, calendar, season);
    baskets = new Baskets(catalogue, campaigns, season, ids);
    orderFeeds = new OrderFeeds(options, stamps, ids);
    customerFeed = new CustomerFeed(calendar, stamps);
    consentFeed = new ConsentFeed(calendar, stamps);
    assignmentFeed = new AssignmentFeed(options, calendar, stamps);
    mailings = new Mailings(options, campaigns);
    WebWriter robots = new WebWriter(stamps, ids, lines, true);
    strangers = new Strangers(options, catalogue, calendar, writer, robots);
    shopFeeds = new ShopFeeds(calendar, catalogue, campaigns, season, stamps);
    truth = new Truth(calendar, lines);
  }

  /** What the shop tells of itself: products, prices, campaigns, costs. */
  List<DayLine> shop() {
    lines.begin(-1);
    shopFeeds.write(lines, dice(-1, "shop"));
    return lines.drain();
  }

  /** All lines of one person. */
  List<DayLine> of(long index) {
    Person person = population.draw(index);
    lines.begin(index);
    switch (person.kind()) {
      case BOT -> strangers.crawl(person, dice(index, "visits"));
      case STRANGER -> strangers.look(person, dice(index, "visits"));
      case GUEST -> guest(person);
      default -> customer(person);
    }
    return lines.drain();
  }

  private void guest(Person person) {
    Visits visits = visits(person);
    AfterSales after = new AfterSales(person, writer, dice(person.index(), "after"));
    order(person, buying.visitOnce(person, dice(person.index(), "buying")), visits, after);
  }

  private void customer(Person person) {
    Identity identity = Identity.of(options, person);
    MailPlan plan =
        MailPlan.draw(
            person,
            identity.isInvalid(),
            options.traits().mail(),
            dice(person.index(), "mail plan"));
    BuyingLife life = buying.live(person, plan, dice(person.index(), "buying"));
    Visits visits = visits(person);
    AfterSales after = new AfterSales(person, writer, dice(person.index(), "after"));
    if (life.purchases().isEmpty() || life.purchases().get(0).day() > person.joinDay()) {
      visits.register();
    }
    order(person, life, visits, after);
    visits.lookAround(life);
    Dice mail = dice(person.index(), "mail");
    Sender sender = new Sender(person, identity, plan, life, calendar, writer, visits::click, mail);
    long leftAt = mailings.send(person, plan, life, visits, sender);
    customerFeed.write(person, identity, plan, lines, dice(person.index(), "record"));
    consentFeed.write(
        person, plan, life.firstOrderAt(), leftAt, lines, dice(person.index(), "consents"));
    new Preferences(person, plan, writer, dice(person.index(), "preferences")).write();
    after.askWhyLeaving(leftAt);
    // Last: the flaws of all other lines are drawn before.
    assignmentFeed.write(person, life.trial(), lines);
    truth.write(person, life);
  }

  private void order(Person person, BuyingLife life, Visits visits, AfterSales after) {
    Dice dice = dice(person.index(), "orders");
    boolean hasTrialMail = life.trial().isExpected() && life.trial().isTreated();
    for (Purchase purchase : life.purchases()) {
      // Of the time before the first files nothing is exported.
      if (purchase.day() >= 0) {
        Order order = baskets.fill(person, purchase, hasTrialMail, dice);
        orderFeeds.write(person, order, lines, dice);
        after.follow(order);
        if (order.isOnline()) {
          visits.order(order);
        }
      }
    }
  }

  private Visits visits(Person person) {
    Dice dice = dice(person.index(), "visits");
    return new Visits(options, catalogue, calendar, person, writer, dice);
  }

  private Dice dice(long person, String purpose) {
    return Dice.of(options.seed(), person, purpose);
  }
}
