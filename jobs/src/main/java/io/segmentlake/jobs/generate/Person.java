package io.segmentlake.jobs.generate;

/**
 * Somebody, or something, that comes to the shop.
 *
 * @param index number among all persons
 * @param kind what kind of life it is
 * @param joinedAt when the life with the shop begins: the registration of a customer
 * @param joinDay its day
 * @param twinOf index of the customer who is the same human being; the own one where there is none
 * @param country CZ, SK or PL
 * @param ownHour hour of the day, by the shop's clock, around which most is done
 * @param buyer how the person buys
 * @param surfer how the person visits
 */
record Person(
    long index,
    Kind kind,
    long joinedAt,
    int joinDay,
    long twinOf,
    String country,
    double ownHour,
    Buyer buyer,
    Surfer surfer) {
  private static final long FIRST_NUMBER = 100_001;

  /** Kinds of lives. */
  enum Kind {
    BUYER,
    REFILLER,
    BUSINESS,
    PROSPECT,
    GUEST,
    STRANGER,
    BOT;

    boolean isCustomer() {
      return this == BUYER || this == REFILLER || this == BUSINESS || this == PROSPECT;
    }
  }

  /**
   * How a person buys.
   *
   * @param gap own mean days between orders while not lost; of a refiller: of a usual order
   * @param regularity shape of the gaps: 1 is pure chance, more is more regular
   * @param dropFirst chance to be lost with the first order
   * @param dropLater chance to be lost with a later order
   * @param firstHazard chance of the first order per day
   * @param sensitivity to price, 0 to 1
   * @param trialFactor by what the randomised campaign multiplies the chance of an order per day
   * @param tastes cumulative weights of the sections
   * @param favourite what a refiller buys; null for others
   * @param packs usual pieces of it
   */
  record Buyer(
      double gap,
      double regularity,
      double dropFirst,
      double dropLater,
      double firstHazard,
      double sensitivity,
      double trialFactor,
      double[] tastes,
      Product favourite,
      int packs) {}

  /**
   * How a person visits.
   *
   * @param visitsPerDay chance of a visit per day
   * @param devices number of devices
   * @param mobile share of visits on the mobile one
   * @param sharesDevice whether the first device is an earlier customer's too
   * @param source where the first visit came from
   * @param medium paid or organic
   */
  record Surfer(
      double visitsPerDay,
      int devices,
      double mobile,
      boolean sharesDevice,
      String source,
      String medium) {}

  /** The shop's number of the customer; null for those who have none. */
  String number() {
    return kind.isCustomer() ? numberOf(index) : null;
  }

  static String numberOf(long index) {
    return Long.toString(FIRST_NUMBER + index);
  }

  boolean isTwin() {
    return twinOf != index;
  }
}
