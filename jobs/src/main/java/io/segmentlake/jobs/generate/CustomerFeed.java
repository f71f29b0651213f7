package io.segmentlake.jobs.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the daily export of new and changed customers; the first one has all of them. */
final class CustomerFeed {
  private static final Map<String, String> LANGUAGES = Map.of("CZ", "cs", "SK", "sk", "PL", "pl");
  private static final double GENDER_KNOWN = .55;
  private static final double AGE_KNOWN = .45;
  private static final double CHANGED_PER_YEAR = .08;
  private static final int YEAR_DAYS = 365;
  private static final long DAY = ShopCalendar.DAY_SECONDS;

  private final ShopCalendar calendar;
  private final Stamps stamps;

  CustomerFeed(ShopCalendar calendar, Stamps stamps) {
    this.calendar = calendar;
    this.stamps = stamps;
  }

  void write(Person person, Identity identity, MailPlan plan, Lines lines, Dice dice) {
    boolean isGenderKnown = dice.chance(GENDER_KNOWN);
    boolean isAgeKnown = dice.chance(AGE_KNOWN);
    long changed = DAY + (long) (DAY * dice.exponential(YEAR_DAYS / CHANGED_PER_YEAR));
    List<Version> versions = new ArrayList<>();
    versions.add(new Version(person.joinedAt(), null, isGenderKnown, isAgeKnown));
    String confirmed = null;
    long lastAt = person.joinedAt();
    if (plan.confirmedAt() != MailPlan.NEVER) {
      lastAt = plan.confirmedAt();
      confirmed = stamps.local(lastAt);
      versions.add(new Version(lastAt, confirmed, isGenderKnown, isAgeKnown));
    }
    // The birthday, the gender and the age are told later.
    versions.add(new Version(lastAt + changed, confirmed, true, true));
    for (int i = 0; i < versions.size(); i++) {
      // The first export has customers as they are then, and says when they last changed.
      boolean isPast = i + 1 < versions.size() && versions.get(i + 1).at() <= calendar.startOf(0);
      if (!isPast) {
        write(person, identity, versions.get(i), lines);
      }
    }
  }

  private record Version(long at, String confirmed, boolean isGenderKnown, boolean isAgeKnown) {}

  private void write(Person person, Identity identity, Version version, Lines lines) {
    String gender = identity.isFemale() ? "F" : "M";
    lines.addKnown(
        Feed.CUSTOMERS,
        version.at(),
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
                stamps.local(version.at()))
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
