package io.segmentlake.jobs.generate;

/** Visits of those whom the shop never gets to know: people who look once, and robots. */
final class Strangers {
  private static final double STARTS_REGISTRATION = .04;
  private static final double COMES_AGAIN = .2;

  private final GenerateOptions options;
  private final Catalogue catalogue;
  private final ShopCalendar calendar;
  private final WebWriter people;
  private final WebWriter robots;

  Strangers(
      GenerateOptions options,
      Catalogue catalogue,
      ShopCalendar calendar,
      WebWriter people,
      WebWriter robots) {
    this.options = options;
    this.catalogue = catalogue;
    this.calendar = calendar;
    this.people = people;
    this.robots = robots;
  }

  void look(Person person, Dice dice) {
    String visitor = people.ids().device(person.index(), 0);
    String device = dice.chance(person.surfer().mobile()) ? "mobile" : "desktop";
    int day = person.joinDay();
    int number = 0;
    do {
      long at = calendar.at(day, Hours.draw(person.ownHour(), dice));
      Visit visit = new Visit(people, person.index(), number++, visitor, device, at);
      visit.from(person.surfer().source(), person.surfer().medium());
      visit.event("page_view", dice.between(2, 40));
      if (dice.chance(.4)) {
        Section section = Baskets.section(person, dice);
        visit.event("product_view", catalogue.pick(section, day, dice), dice.between(3, 60));
      }
      if (dice.chance(STARTS_REGISTRATION)) {
        visit.event("registration_started", 30);
      }
      day += dice.between(1, 20);
    } while (day < calendar.days() && dice.chance(COMES_AGAIN));
  }

  /** A robot reads page after page, all day; half of them the shop has not recognised. */
  void crawl(Person person, Dice dice) {
    boolean isKnown = person.index() % 2 == 0;
    WebWriter writer = isKnown ? robots : people;
    String visitor = writer.ids().device(person.index(), 0);
    for (int day = 0; day < calendar.days(); day++) {
      long at = calendar.at(day, dice.below(ShopCalendar.DAY_SECONDS - 7_200));
      Visit visit = new Visit(writer, person.index(), day, visitor, "desktop", at);
      for (int page = 0; page < options.traits().web().botVisits(); page++) {
        Section section = dice.one(Section.values());
        visit.event("product_view", catalogue.pick(section, day, dice), 1);
      }
    }
  }
}
