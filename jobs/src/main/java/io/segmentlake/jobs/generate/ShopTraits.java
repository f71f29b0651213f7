package io.segmentlake.jobs.generate;

import java.io.Serializable;

/**
 * What a generated shop is like, apart from its size.
 *
 * @param people who there is
 * @param buying how they buy
 * @param web how they visit
 * @param mail how they are written to and react
 * @param flaws what is wrong with the files
 */
public record ShopTraits(People people, Buying buying, Web web, Mail mail, Flaws flaws)
    implements Serializable {

  /** The shop of the demo: coffee, tea and what belongs to them, sold from Prague. */
  public static ShopTraits defaults() {
    return new ShopTraits(
        new People(.22, .15, .30, 3, .14, .13, .012, .012, .008, .05),
        new Buying(.78, .60, .045, 1_200, .0013, .30, .55, .025, .05, 60, 14, 2.5, .08),
        new Web(.022, .05, .16, .12, .35, 25, .03),
        new Mail(.60, .95, .85, .75, 650, 2_600, .06, .04, .30, .006, .40),
        new Flaws(.01, .03, .0005));
  }

  /** The same shop with other flaws in its files. */
  public ShopTraits withFlaws(Flaws others) {
    return new ShopTraits(people, buying, web, mail, others);
  }

  /**
   * Who there is; shares are of the registered customers unless said otherwise.
   *
   * @param before share registered before the first day with files
   * @param guests people who buy once without an account, as a multiple of the customers
   * @param strangers visitors who never tell who they are, as a multiple of the customers
   * @param bots robots on the web site, whatever the size of the shop
   * @param prospects share that signs up without having bought
   * @param refillers share with a habit: one coffee, again and again
   * @param businesses share that buys for a company, much and often
   * @param twins share that is an earlier customer who registered once more
   * @param invalid share with an address that cannot exist
   * @param shared share whose device is also used by an earlier customer
   */
  public record People(
      double before,
      double guests,
      double strangers,
      int bots,
      double prospects,
      double refillers,
      double businesses,
      double twins,
      double invalid,
      double shared)
      implements Serializable {}

  /**
   * How people buy.
   *
   * @param atOnce share of the buyers whose first order is placed while registering
   * @param dropAfterFirst mean chance to be lost with the first order: most buyers buy once
   * @param dropLater mean chance to be lost with each later order
   * @param lifeDays mean days until a buyer is lost without any order
   * @param strayHazard chance of an order per day of one who is lost
   * @param revival chance that such an order brings the buyer back for good
   * @param gapSpread spread of the own rhythms, standard deviation of the logarithm
   * @param cancelled share of the orders that are cancelled
   * @param refunded share of the orders of which something comes back
   * @param trialDaysBeforeEnd when the randomised campaign goes out (a third of the days, if less)
   * @param trialWindowDays how long it works
   * @param trialLift most that it adds to the chance of an order per day, as a multiple, for those
   *     most sensitive to price
   * @param annoyed share whom the randomised campaign keeps from buying
   */
  public record Buying(
      double atOnce,
      double dropAfterFirst,
      double dropLater,
      double lifeDays,
      double strayHazard,
      double revival,
      double gapSpread,
      double cancelled,
      double refunded,
      int trialDaysBeforeEnd,
      int trialWindowDays,
      double trialLift,
      double annoyed)
      implements Serializable {}

  /**
   * How people visit.
   *
   * @param visitsPerDay median chance of a visit per day that is not for an order
   * @param shoppers share of window shoppers, who come ten times as often
   * @param lostVisits visits of the lost, as a multiple of their earlier ones
   * @param carts share of these visits that fill a cart and leave it
   * @param loggedIn share of these visits with a login
   * @param botVisits pages per robot and day
   * @param twice share of events of carts and checkouts reported by browser and server
   */
  public record Web(
      double visitsPerDay,
      double shoppers,
      double lostVisits,
      double carts,
      double loggedIn,
      int botVisits,
      double twice)
      implements Serializable {}

  /**
   * How people are written to and react.
   *
   * @param signUp share of the buyers who ask for the newsletter when they register
   * @param signUpProspects the same of those who have not bought
   * @param confirmed share of these who confirm their address
   * @param softOptIn share of other first orders without a refusal of mail
   * @param stayDays mean days until one unsubscribes
   * @param mailboxDays mean days until a mailbox dies
   * @param returning share of the unsubscribed who come back by themselves
   * @param complaining share of the leaving who complain instead of unsubscribing
   * @param masked share whose opens are hidden by Apple's Mail Privacy Protection
   * @param softBounces share of messages that a mailbox refuses for now
   * @param monthly share that chose one newsletter a month
   */
  public record Mail(
      double signUp,
      double signUpProspects,
      double confirmed,
      double softOptIn,
      double stayDays,
      double mailboxDays,
      double returning,
      double complaining,
      double masked,
      double softBounces,
      double monthly)
      implements Serializable {}

  /**
   * What is wrong with the files.
   *
   * @param late share of web and e-mail events that come in the file of one of the next three days
   * @param repeated share of e-mail events delivered twice, and a tenth of it of all else
   * @param malformed share of lines with a broken copy beside them
   */
  public record Flaws(double late, double repeated, double malformed) implements Serializable {
    /** Files without flaws. */
    public static Flaws none() {
      return new Flaws(0, 0, 0);
    }
  }
}
