package io.segmentlake.jobs.generate;

/** The randomised campaign: to one half of those who may be written to, and not to the other. */
final class Trial {
  static final String CAMPAIGN = "trial-spring-test";
  static final int PERCENT = 20;
  private static final int EIGHT_O_CLOCK = 28_800;
  private static final int TEN_O_CLOCK = 36_000;

  private final long seed;
  private final int day;

  Trial(GenerateOptions options) {
    seed = options.seed();
    int before = Math.min(options.traits().buying().trialDaysBeforeEnd(), options.days() / 3);
    day = options.days() - 1 - before;
  }

  /** The day it goes out; works from the next day on. */
  int day() {
    return day;
  }

  /** When the lots are drawn, before anything is sent. */
  long drawnAt(ShopCalendar calendar) {
    return calendar.at(day, EIGHT_O_CLOCK);
  }

  long sentAt(ShopCalendar calendar) {
    return calendar.at(day, TEN_O_CLOCK);
  }

  /** A coin that depends on nothing but the person. */
  boolean treats(long person) {
    return Dice.of(seed, person, "trial").chance(.5);
  }
}
