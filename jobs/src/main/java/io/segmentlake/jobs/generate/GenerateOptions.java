package io.segmentlake.jobs.generate;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * What shop to generate and where to.
 *
 * @param customers registered customers at the end of the last day
 * @param days days with files, ending with {@code until}
 * @param seed another seed, another shop
 * @param until last day with files
 * @param landing folder for the raw files, local or of any Hadoop file system
 * @param truth folder for what no job may read
 * @param traits what the shop is like
 */
public record GenerateOptions(
    int customers,
    int days,
    long seed,
    LocalDate until,
    String landing,
    String truth,
    ShopTraits traits)
    implements Serializable {

  /** Last day of a generated shop where none is given: fixed, because a clock would not repeat. */
  public static final LocalDate DEFAULT_UNTIL = LocalDate.of(2026, 6, 30);

  static final int MOST_CUSTOMERS = 10_000_000;
  static final int MOST_DAYS = 3_660;

  public GenerateOptions {
    check(customers >= 1 && customers <= MOST_CUSTOMERS, "customers", customers, MOST_CUSTOMERS);
    check(days >= 1 && days <= MOST_DAYS, "days", days, MOST_DAYS);
    if ((truth + "/").startsWith(landing.replaceAll("/+$", "") + "/")) {
      throw new IllegalArgumentException(
          "Cannot put the truth into the landing folder: jobs would read it (%s). Give a folder elsewhere."
              .formatted(truth));
    }
  }

  /** A shop with the default traits, its truth in a folder {@code truth} beside the landing one. */
  public static GenerateOptions of(
      int customers, int days, long seed, LocalDate until, String landing) {
    return new GenerateOptions(
        customers, days, seed, until, landing, besides(landing), ShopTraits.defaults());
  }

  /** The same shop with its truth elsewhere. */
  public GenerateOptions withTruth(String folder) {
    return new GenerateOptions(customers, days, seed, until, landing, folder, traits);
  }

  /** A shop of the same size with other traits. */
  public GenerateOptions withTraits(ShopTraits others) {
    return new GenerateOptions(customers, days, seed, until, landing, truth, others);
  }

  /** First day with files. */
  public LocalDate from() {
    return until.minusDays(days - 1L);
  }

  private static String besides(String landing) {
    String folder = landing.replaceAll("/+$", "");
    int slash = folder.lastIndexOf('/');
    return slash < 0 ? "truth" : folder.substring(0, slash) + "/truth";
  }

  private static void check(boolean isAllowed, String what, int value, int most) {
    if (!isAllowed) {
      throw new IllegalArgumentException(
          "Cannot generate a shop: %s is %d. Allowed are 1 to %d.".formatted(what, value, most));
    }
  }
}
