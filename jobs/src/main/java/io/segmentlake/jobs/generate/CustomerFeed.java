package io.segmentlake.jobs.generate;

import java.time.LocalDate;
import java.util.Map;

/** Writes the daily export of new and changed customers; the first one has all of them. */
final class CustomerFeed {
  private static final Map<String, String> LANGUAGES = Map.of("CZ", "cs", "SK", "sk", "PL", "pl");
  private static final double GENDER_KNOWN = .55;
  private static final double AGE_KNOWN = .45;
  private static final double CHANGED_PER_YEAR = .08;
  private static final int YEAR_DAYS = 365;

  private final ShopCalendar calendar;
  private final Stamps stamps;

  CustomerFeed(ShopCalendar calendar, Stamps stamps) {
    this.calendar = calendar;
    this.stamps = stamps;
  }

  void write(Person person, Identity identity, MailPlan plan, Lines lines, Dice dice) {
    boolean isGenderKnown = dice.chance(GENDER_KNOWN);
    boolean isAgeKnown = dice.chance(AGE_KNOWN);
    Version first = new Version(person, identity, null, isGenderKnown, isAgeKnown);
    write(first, person.joinedAt(), lines);
    Version confirmed = first;
    if (plan.confirmedAt() != MailPlan.NEVER && plan.confirmedAt() < calendar.end()) {
      confirmed =
          new Version(
              person, identity, stamps.local(plan.confirmedAt()), isGenderKnown, isAgeKnown);
      write(confirmed, plan.confirmedAt(), lines);
    }
    double days = dice.exponential(YEAR_DAYS / CHANGED_PER_YEAR);
    long changedAt = person.joinedAt() + 86_400 + (long) (days * ShopCalendar.DAY_SECONDS);
    if (changedAt < calendar.end()) {
      // The birthday, the gender and the age are told later.
      Version later = new Version(person, identity, confirmed.confirmed(), true, true);
      write(later, changedAt, lines);
    }
  }

  private record Version(
      Person person,
      Identity identity,
      String confirmed,
      boolean isGenderKnown,
      boolean isAgeKnown) {}

  private void write(Version version, long at, Lines lines) {
    Person person = version.person();
    Identity identity = version.identity();
    String gender = identity.isFemale() ? "F" : "M";
    // The first export has customers as they are then, and says when they last changed.
    lines.addKnown(
        Feed.CUSTOMERS,
        at,
        CsvLine.of(
                person.number(),
                stamps.local(person.joinedAt()),
                version.confirmed(),
                identity.email(),
                identity.phone(),
                identity.name(),
                identity.surname(),
                identity.address(),
                person.country(),
                person.country().equals("CZ") ? identity.region() : null,
                LANGUAGES.get(person.country()),
                version.isGenderKnown() ? gender : null,
                identity.bornOn(),
                version.isAgeKnown() ? ageGroup(identity.bornOn()) : null,
                person.kind() == Person.Kind.BUSINESS ? "1" : "0",
                person.surfer().source(),
                person.surfer().medium(),
                stamps.local(at))
            .toString());
  }

  private String ageGroup(LocalDate bornOn) {
    if (bornOn == null) {
      return null;
    }
    int age = calendar.dateOf(0).getYear() - bornOn.getYear();
    int decade = Math.max(15, Math.min(65, (age - 5) / 10 * 10 + 5));
    return decade >= 65 ? "65+" : decade + "-" + (decade + 9);
  }
}
