package io.segmentlake.jobs.generate;

/** Writes what customers say about themselves in the preference centre. */
final class Preferences {
  private static final double ANSWERS = .2;
  private static final double ANSWERS_AGAIN = .15;
  private static final int YEAR_SECONDS = 365 * ShopCalendar.DAY_SECONDS;

  private final Person person;
  private final MailPlan plan;
  private final Stamps stamps;
  private final Lines lines;
  private final Dice dice;

  Preferences(Person person, MailPlan plan, WebWriter writer, Dice dice) {
    this.person = person;
    this.plan = plan;
    this.dice = dice;
    stamps = writer.stamps();
    lines = writer.lines();
  }

  void write() {
    if (!dice.chance(ANSWERS)) {
      return;
    }
    long at = person.joinedAt() + dice.between(120, 40 * ShopCalendar.DAY_SECONDS);
    do {
      answer(at, "category", Baskets.section(person, dice).label());
      if (dice.chance(.5)) {
        answer(at, "frequency", plan.isMonthly() ? "monthly" : "weekly");
      }
      if (dice.chance(.3)) {
        answer(at, "gift_buyer", dice.chance(.5) ? "yes" : "no");
      }
      // The later answer counts.
      at += dice.between(ShopCalendar.DAY_SECONDS, YEAR_SECONDS);
    } while (dice.chance(ANSWERS_AGAIN));
  }

  private void answer(long at, String question, String answer) {
    lines.add(
        Feed.PREFERENCES,
        at,
        CsvLine.of(person.number(), stamps.local(at), question, answer).toString());
  }
}
