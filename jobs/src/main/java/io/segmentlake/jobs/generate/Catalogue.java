package io.segmentlake.jobs.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All products of the shop; the same for every task, because it follows from the seed alone. */
final class Catalogue {
  private static final int PRODUCTS = 400;
  private static final int FEWEST = 8;
  private static final double WITHOUT_COST = .03;
  private static final double LAUNCHED_LATER = .12;
  private static final String[] BRANDS = {
    "Kavárna 12", "Bohemia Roast", "Lipa", "Nordwind", "Casa Verde", "Hrnek & syn", "Tasse"
  };

  private final List<List<Product>> bySection = new ArrayList<>();
  private final double[][] popularity = new double[Section.values().length][];
  private final double[] sectionWeights;

  Catalogue(GenerateOptions options) {
    double[] weights = new double[Section.values().length];
    double all = 0;
    for (Section section : Section.values()) {
      weights[section.ordinal()] = section.weight();
      all += section.weight();
    }
    for (Section section : Section.values()) {
      int size = Math.max(FEWEST, (int) (PRODUCTS * section.weight() / all));
      bySection.add(products(section, size, options));
      popularity[section.ordinal()] = zipf(size);
    }
    sectionWeights = weights;
  }

  /** Demand for each section before anybody's taste. */
  double[] sectionWeights() {
    return sectionWeights;
  }

  /** A product of a section that is on sale that day; the popular ones more often. */
  Product pick(Section section, int day, Dice dice) {
    List<Product> products = bySection.get(section.ordinal());
    for (int attempt = 0; attempt < 4; attempt++) {
      Product product = products.get(dice.pick(popularity[section.ordinal()]));
      if (product.isOnSale(day)) {
        return product;
      }
    }
    return products.get(0);
  }

  List<Product> all() {
    return bySection.stream().flatMap(List::stream).toList();
  }

  private static List<Product> products(Section section, int size, GenerateOptions options) {
    List<Product> products = new ArrayList<>(size);
    for (int rank = 0; rank < size; rank++) {
      long number = section.ordinal() * 10_000L + rank;
      Dice dice = Dice.of(options.seed(), number, "product");
      // The first of a section must be there from the beginning: it stands in for all others.
      boolean isLate = rank > 0 && dice.chance(LAUNCHED_LATER);
      int launched = isLate ? dice.below(options.days()) : -dice.between(400, 2_000);
      int[] changes = changes(launched, dice);
      int[] prices = prices(section, changes.length, dice);
      double share = Math.min(.9, Math.max(.2, section.cost + .08 * dice.gaussian()));
      int cost = dice.chance(WITHOUT_COST) ? 0 : Math.max(1, (int) (prices[0] * share));
      products.add(
          new Product(
              String.format(Locale.ROOT, "%s-%04d", section.prefix, rank + 1),
              section,
              section.productName(rank),
              dice.one(BRANDS),
              cost,
              launched,
              changes,
              prices));
    }
    return products;
  }

  /** The day of the launch, and every other year or so the day of a new price. */
  private static int[] changes(int launched, Dice dice) {
    int count = 1 + (dice.chance(.5) ? 1 : 0) + (dice.chance(.2) ? 1 : 0);
    int[] changes = new int[count];
    changes[0] = launched;
    for (int i = 1; i < count; i++) {
      changes[i] = Math.max(changes[i - 1], 0) + dice.between(20, 250);
    }
    return changes;
  }

  private static int[] prices(Section section, int count, Dice dice) {
    int[] prices = new int[count];
    double price = dice.logNormal(section.price, .35);
    for (int i = 0; i < count; i++) {
      // Prices end with 9.
      prices[i] = Math.max(19, (int) (price / 10) * 10 + 9);
      price *= dice.between(.92, 1.15);
    }
    return prices;
  }

  private static double[] zipf(int size) {
    double[] weights = new double[size];
    for (int rank = 0; rank < size; rank++) {
      weights[rank] = 1.0 / (rank + 1);
    }
    return Dice.cumulative(weights);
  }
}
