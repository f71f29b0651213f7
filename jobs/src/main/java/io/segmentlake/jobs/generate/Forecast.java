package io.segmentlake.jobs.generate;

import io.segmentlake.jobs.generate.Person.Buyer;

/** The exact chance of at least one order, for one who knows everything but the coming dice. */
final class Forecast {
  private final Hazard hazard;
  private final double counted;
  private final double lossPerDay;

  Forecast(Hazard hazard, ShopTraits.Buying buying) {
    this.hazard = hazard;
    counted = 1 - buying.cancelled();
    lossPerDay = 1 / buying.lifeDays();
  }

  /**
   * Chance of an order that counts within {@code days} days from {@code day} on.
   *
   * @param factor by which every day's chance is multiplied: 1 without any treatment
   */
  double chance(Buyer buyer, Standing standing, int day, int days, double factor) {
    double loyal = standing.isLost() ? 0 : 1;
    double lost = 1 - loyal;
    for (int d = day; d < day + days; d++) {
      double stays = loyal * (1 - treated(hazard.loyal(buyer, standing, d), factor) * counted);
      lost *= 1 - treated(hazard.lost(buyer, d), factor) * counted;
      // Who did not buy today may be lost tonight.
      loyal = stays * (1 - lossPerDay);
      lost += stays * lossPerDay;
    }
    return 1 - loyal - lost;
  }

  /** A day's chance under a treatment. */
  static double treated(double chance, double factor) {
    return Math.min(.9, chance * factor);
  }
}
