package io.segmentlake.jobs.generate;

import io.segmentlake.jobs.generate.Person.Kind;

/**
 * What a customer will do with the shop's mail, drawn before anything is bought, because buying
 * depends on it and it depends on the first order.
 *
 * @param signedUpAt when the newsletter was asked for; {@link #NEVER}
 * @param confirmedAt when the address was confirmed; {@link #NEVER}
 * @param isSoft whether a first order without a sign-up goes without a refusal of mail
 * @param staySeconds from the first permission to the wish to leave
 * @param isComplaint whether that wish is told as a complaint
 * @param awaySeconds from leaving to coming back; {@link #NEVER}
 * @param mailboxDiesAt from then on the address bounces; from the beginning for an invalid one
 * @param isMasked whether opens are hidden by Apple's Mail Privacy Protection
 * @param hasScanner whether a filter at work opens every link
 * @param isMonthly whether one newsletter a month was chosen
 * @param engagement chance to open a message that interests
 */
record MailPlan(
    long signedUpAt,
    long confirmedAt,
    boolean isSoft,
    long staySeconds,
    boolean isComplaint,
    long awaySeconds,
    long mailboxDiesAt,
    boolean isMasked,
    boolean hasScanner,
    boolean isMonthly,
    double engagement) {
  static final long NEVER = Long.MAX_VALUE;
  private static final double SCANNED_BUSINESSES = .5;
  private static final double SCANNED = .02;

  static MailPlan draw(Person person, boolean isInvalid, ShopTraits.Mail mail, Dice dice) {
    boolean isProspect = person.kind() == Kind.PROSPECT;
    boolean signsUp = dice.chance(isProspect ? mail.signUpProspects() : mail.signUp());
    boolean confirms = dice.chance(mail.confirmed());
    // Most find the message at once, some the next day.
    double delay = 30 + (dice.chance(.9) ? dice.exponential(600) : dice.exponential(40_000));
    boolean isSoft = dice.chance(mail.softOptIn()) && !person.country().equals("PL");
    boolean isBusiness = person.kind() == Kind.BUSINESS;
    double mailboxSeconds = ShopCalendar.DAY_SECONDS * dice.exponential(mail.mailboxDays());
    return new MailPlan(
        signsUp ? person.joinedAt() : NEVER,
        signsUp && confirms && !isInvalid ? person.joinedAt() + (long) delay : NEVER,
        isSoft,
        (long) (ShopCalendar.DAY_SECONDS * dice.exponential(mail.stayDays())),
        dice.chance(mail.complaining()),
        dice.chance(mail.returning()) ? ShopCalendar.DAY_SECONDS * dice.between(30, 150) : NEVER,
        isInvalid ? person.joinedAt() : person.joinedAt() + (long) mailboxSeconds,
        dice.chance(mail.masked()),
        dice.chance(isBusiness ? SCANNED_BUSINESSES : SCANNED),
        dice.chance(mail.monthly()),
        dice.beta(1.1, 2.2));
  }

  /** From when on the customer may be written to; the first order counts only without a sign-up. */
  long permittedFrom(long firstOrderAt) {
    if (confirmedAt != NEVER) {
      return confirmedAt;
    }
    return isSoft && signedUpAt == NEVER ? firstOrderAt : NEVER;
  }

  /** From when on the customer wants to leave; the next message is the last. */
  long leavesFrom(long firstOrderAt) {
    long from = permittedFrom(firstOrderAt);
    return from == NEVER ? NEVER : from + staySeconds;
  }

  /** Whether messages of an experiment may go to the customer. */
  boolean isReachable(long at, long firstOrderAt) {
    return at >= permittedFrom(firstOrderAt) && at < leavesFrom(firstOrderAt) && at < mailboxDiesAt;
  }
}
