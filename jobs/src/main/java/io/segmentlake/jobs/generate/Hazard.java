package io.segmentlake.jobs.generate;

import io.segmentlake.jobs.generate.Person.Buyer;

/**
 * The chance of an order per day: the one rule by which people buy and by which truth forecasts.
 */
final class Hazard {
  private static final double MOST = .7;

  /** How much deeper prices draw those who are fully sensitive to them. */
  private static final double PULL = 6;

  private static final double PULL_FROM = .15;

  private final Season season;
  private final double stray;

  Hazard(Season season, ShopTraits.Buying buying) {
    this.season = season;
    stray = buying.strayHazard();
  }

  /** The chance on a day of one who is lost. */
  double lost(Buyer buyer, int day) {
    return Math.min(MOST, stray * climate(buyer, day));
  }

  /** The chance on a day of one who is not lost. */
  double loyal(Buyer buyer, Standing standing, int day) {
    double base = standing.orders() == 0 ? buyer.firstHazard() : rhythm(buyer, standing, day);
    return Math.min(MOST, base * climate(buyer, day));
  }

  /** Weibull: an order becomes likelier, the longer the last one is ago compared with the gap. */
  private static double rhythm(Buyer buyer, Standing standing, int day) {
    double usual = buyer.gap() * standing.packs() / buyer.packs();
    // .9 is the mean of a Weibull variable of scale 1, near enough for the shapes in use.
    double scale = usual / .9;
    double since = (day - standing.lastDay() - .5) / scale;
    double rate = buyer.regularity() / scale * StrictMath.pow(since, buyer.regularity() - 1);
    return rate / (1 + rate / 2);
  }

  private double climate(Buyer buyer, int day) {
    double pull = PULL * season.saleDepth(day) * (buyer.sensitivity() - PULL_FROM);
    return season.demand(day) * Math.max(.7, 1 + pull);
  }
}
