package io.segmentlake.jobs.generate;

import java.util.Locale;

/** A category of the shop, the most wanted first: demand falls by Zipf's law. */
enum Section {
  COFFEE("COF", 290, .55, false, "Monsoon", "Highland", "Sunrise", "Old Town", "Morning Star"),
  TEA("TEA", 160, .45, false, "Jasmine", "Breakfast", "Green Hill", "Rooibos", "Winter"),
  CHOCOLATE("CHO", 95, .50, false, "Dark", "Milk", "Orange", "Sea Salt", "Hazelnut"),
  FILTERS("FIL", 120, .40, false, "Paper", "Cone", "Reusable", "Disc", "Bleached"),
  SYRUPS("SYR", 210, .45, false, "Vanilla", "Caramel", "Ginger", "Elderflower", "Pumpkin"),
  MUGS("MUG", 240, .45, true, "Blue Stripe", "Porcelain", "Travel", "Double Wall", "Forest"),
  BREWING("BRE", 690, .60, true, "Dripper", "French Press", "Siphon", "Moka Pot", "Kettle"),
  CLEANING("CLE", 180, .40, false, "Descaler", "Tablets", "Brush", "Cloth", "Powder"),
  GIFTS("GIF", 590, .55, true, "Tasting Box", "Starter Set", "Calendar", "Basket", "Voucher Box"),
  GRINDERS("GRI", 1_900, .68, true, "Hand", "Burr", "Compact", "Barista", "Silent"),
  BOOKS("BOO", 390, .65, true, "Atlas", "Handbook", "Recipes", "History", "Tasting Notes"),
  MACHINES("MAC", 9_900, .78, true, "Lever", "Capsule", "Automatic", "Twin Boiler", "Office");

  private static final double EXPONENT = .9;

  /** Beginning of the numbers of its products. */
  final String prefix;

  /** Median price of a product in crowns. */
  final double price;

  /** Cost of a product as a share of its price, on average. */
  final double cost;

  /** Bought once rather than again and again. */
  final boolean isDurable;

  private final String[] names;

  Section(String prefix, double price, double cost, boolean isDurable, String... names) {
    this.prefix = prefix;
    this.price = price;
    this.cost = cost;
    this.isDurable = isDurable;
    this.names = names;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String productName(int rank) {
    String label = label();
    String series = rank < names.length ? "" : " No. " + (rank / names.length + 1);
    return names[rank % names.length] + " " + label + series;
  }

  /** Share of the demand that falls on it, up to a constant. */
  double weight() {
    return 1 / StrictMath.pow(ordinal() + 1.0, EXPONENT);
  }
}
