package io.segmentlake.jobs.generate;

/** At what time of the day people do something, by the shop's clock. */
final class Hours {
  private static final double[] WEIGHTS = {
    6, 3, 2, 1, 1, 3, 10, 25, 45, 60, 62, 58, 55, 52, 50, 50, 52, 58, 66, 80, 95, 85, 48, 18
  };
  private static final double[] CUMULATIVE = Dice.cumulative(WEIGHTS);
  private static final int HOUR = 3_600;
  private static final double OWN_HOUR = .6;

  private Hours() {}

  /** The second of the day by which a share of the day's doings is done. */
  static int quantile(double share) {
    double point = share * CUMULATIVE[23];
    int hour = 0;
    while (hour < 23 && CUMULATIVE[hour] <= point) {
      hour++;
    }
    double below = hour == 0 ? 0 : CUMULATIVE[hour - 1];
    int second = (int) (HOUR * (hour + (point - below) / WEIGHTS[hour]));
    return Math.min(second, ShopCalendar.DAY_SECONDS - 1);
  }

  /** Mostly around an hour of one's own, else as everybody. */
  static int draw(double ownHour, Dice dice) {
    if (!dice.chance(OWN_HOUR)) {
      return quantile(dice.uniform());
    }
    double second = HOUR * (ownHour + 1.5 * dice.gaussian());
    return (int) Math.max(0, Math.min(ShopCalendar.DAY_SECONDS - 1, second));
  }
}
