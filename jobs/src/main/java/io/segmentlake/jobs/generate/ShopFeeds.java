package io.segmentlake.jobs.generate;

import io.segmentlake.jobs.generate.Campaign.Audience;
import java.util.List;

/** Writes what the shop tells of itself: products, prices, stock, campaigns, coupons, costs. */
final class ShopFeeds {
  /** A line of an order that is no product. */
  static final String WRAPPING = "GIFT-WRAP";

  private static final int WEEK = 7;
  private static final int THREE_O_CLOCK = 10_800;
  private static final double[] CHANNEL_COSTS = {320_000, 210_000, 90_000};
  private static final String[] PAID_CHANNELS = {"google_ads", "meta_ads", "sklik"};
  private static final long MESSAGES_COST = 150_000;

  private final ShopCalendar calendar;
  private final Catalogue catalogue;
  private final Campaigns campaigns;
  private final Season season;
  private final Stamps stamps;

  ShopFeeds(
      ShopCalendar calendar,
      Catalogue catalogue,
      Campaigns campaigns,
      Season season,
      Stamps stamps) {
    this.calendar = calendar;
    this.catalogue = catalogue;
    this.campaigns = campaigns;
    this.season = season;
    this.stamps = stamps;
  }

  void write(Lines lines, Dice dice) {
    products(lines);
    sales(lines);
    stock(lines, dice);
    for (Campaign campaign : campaigns.all()) {
      campaign(campaign, lines);
    }
    costs(lines, dice);
  }

  private void products(Lines lines) {
    long start = calendar.startOf(0);
    lines.add(
        Feed.PRODUCTS,
        start,
        CsvLine.of(
                WRAPPING,
                "Gift wrapping",
                "service",
                null,
                "49.00",
                null,
                0,
                0,
                calendar.dateOf(0),
                stamps.local(start))
            .toString());
    for (Product product : catalogue.all()) {
      for (int i = 0; i < product.changes().length; i++) {
        int day = Math.max(0, product.changes()[i]);
        if (day < calendar.days()) {
          product(product, day, lines);
          price(product, day, 0, product.prices()[i] * 100L, null, lines);
        }
      }
    }
  }

  private void product(Product product, int day, Lines lines) {
    long at = calendar.at(day, THREE_O_CLOCK);
    lines.add(
        Feed.PRODUCTS,
        at,
        CsvLine.of(
                product.sku(),
                product.name(),
                product.section().label(),
                product.brand(),
                Money.text(product.price(day) * 100L),
                product.cost() == 0 ? null : Money.text(product.cost() * 100L),
                1,
                product.section().isDurable ? 1 : 0,
                calendar.dateOf(0).plusDays(product.launchedOn()),
                stamps.local(at))
            .toString());
  }

  /** A season's sale cuts prices when it begins and lifts them when it is over. */
  private void sales(Lines lines) {
    List<Product> cheaper = catalogue.all().stream().filter(Product::isInSales).toList();
    for (int day = 1; day < calendar.days(); day++) {
      for (Product product : cheaper) {
        long full = product.price(day) * 100L;
        if (product.isOnSale(day) && season.startsSale(day)) {
          long cut = full - Math.round(full * season.saleDepth(day));
          price(product, day, 60, cut, Money.text(full), lines);
        } else if (product.isOnSale(day) && season.endsSale(day)) {
          price(product, day, 120, full, null, lines);
        }
      }
    }
  }

  /** Prices of a sale follow those of the catalogue by some seconds: one instant, one price. */
  private void price(
      Product product, int day, int seconds, long price, String before, Lines lines) {
    long at = calendar.at(day, THREE_O_CLOCK) + seconds;
    lines.add(
        Feed.PRICES,
        at,
        CsvLine.of(product.sku(), stamps.local(at), Money.text(price), before).toString());
  }

  private void stock(Lines lines, Dice dice) {
    for (int day = WEEK - 1; day < calendar.days(); day += WEEK) {
      long at = calendar.at(day, ShopCalendar.DAY_SECONDS - 600);
      for (Product product : catalogue.all()) {
        if (product.isOnSale(day)) {
          int pieces = dice.chance(.04) ? 0 : (int) dice.logNormal(60, .9);
          lines.add(Feed.STOCK, at, CsvLine.of(product.sku(), stamps.local(at), pieces).toString());
        }
      }
    }
  }

  private void campaign(Campaign campaign, Lines lines) {
    long at = campaign.sentAt();
    String sentAt = campaign.audience() == Audience.TRIGGERED ? null : stamps.local(at);
    lines.addKnown(
        Feed.CAMPAIGNS,
        at,
        CsvLine.of(
                campaign.id(), campaign.title(), campaign.type(), "email", sentAt, stamps.local(at))
            .toString());
    if (campaign.coupon() != null) {
      Campaign.Coupon coupon = campaign.coupon();
      lines.addKnown(
          Feed.COUPONS,
          at,
          CsvLine.of(
                  coupon.code(),
                  campaign.id(),
                  coupon.percent(),
                  stamps.local(coupon.from()),
                  stamps.local(coupon.to()),
                  stamps.local(at))
              .toString());
    }
  }

  /** One posting per channel and day, one per newsletter. */
  private void costs(Lines lines, Dice dice) {
    for (int day = 0; day < calendar.days(); day++) {
      long at = calendar.at(day, ShopCalendar.DAY_SECONDS - 60);
      for (int i = 0; i < PAID_CHANNELS.length; i++) {
        long spent = (long) (CHANNEL_COSTS[i] * season.demand(day) * dice.between(.8, 1.2));
        cost(at, PAID_CHANNELS[i], null, spent, lines);
      }
    }
    for (Campaign campaign : campaigns.sent()) {
      cost(campaign.sentAt(), "email", campaign.id(), MESSAGES_COST, lines);
    }
  }

  private void cost(long at, String channel, String campaign, long amount, Lines lines) {
    String day = stamps.local(at).substring(0, 10);
    String about = campaign == null ? channel : campaign;
    lines.add(
        Feed.COSTS,
        at,
        CsvLine.separatedBySemicolons(
                calendar.dateOf(calendar.dayOf(at)) + "-" + about,
                day,
                channel,
                campaign,
                Money.czech(amount))
            .toString());
  }
}
