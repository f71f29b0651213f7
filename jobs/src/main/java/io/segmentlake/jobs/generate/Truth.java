package io.segmentlake.jobs.generate;

import java.util.Locale;
import java.util.stream.IntStream;

/** Writes what was planted, for tests alone: no job reads it. */
final class Truth {
  /** Customers per file. */
  static final int BLOCK = 50_000;

  private final ShopCalendar calendar;
  private final Lines lines;

  Truth(ShopCalendar calendar, Lines lines) {
    this.calendar = calendar;
    this.lines = lines;
  }

  void write(Person person, BuyingLife life) {
    int block = (int) (person.index() / BLOCK);
    lines.addTruth(Feed.TRUE_CUSTOMERS, block, customer(person, life));
    if (life.trial().isExpected()) {
      lines.addTruth(Feed.TRUE_TRIAL, block, trial(person, life.trial()));
    }
  }

  private String customer(Person person, BuyingLife life) {
    Person.Buyer buyer = person.buyer();
    double[] shares = shares(buyer.tastes());
    int first = best(shares, -1);
    int second = best(shares, first);
    Product favourite = buyer.favourite();
    Outcome score = life.score();
    return CsvLine.of(
            person.number(),
            person.isTwin() ? Person.numberOf(person.twinOf()) : null,
            person.kind().name().toLowerCase(Locale.ROOT),
            calendar.dateOf(person.joinDay()),
            life.lostOn() == BuyingLife.NOT_LOST ? null : calendar.dateOf(life.lostOn()),
            decimals(buyer.sensitivity()),
            decimals(buyer.gap()),
            favourite == null ? null : favourite.sku(),
            favourite == null ? null : decimals(buyer.gap() / buyer.packs()),
            Section.values()[first].label(),
            decimals(shares[first]),
            Section.values()[second].label(),
            decimals(shares[second]),
            score.isExpected(),
            score.isExpected() ? decimals(score.chance()) : null,
            score.isExpected() ? score.hasHappened() : null)
        .toString();
  }

  private static String trial(Person person, Outcome trial) {
    return CsvLine.of(
            person.number(),
            trial.isTreated(),
            decimals(trial.chance()),
            decimals(trial.untreatedChance()),
            decimals(trial.chance() - trial.untreatedChance()),
            trial.hasHappened())
        .toString();
  }

  private static double[] shares(double[] cumulative) {
    double all = cumulative[cumulative.length - 1];
    return IntStream.range(0, cumulative.length)
        .mapToDouble(i -> (cumulative[i] - (i == 0 ? 0 : cumulative[i - 1])) / all)
        .toArray();
  }

  private static int best(double[] shares, int except) {
    return IntStream.range(0, shares.length)
        .filter(i -> i != except)
        .reduce((a, b) -> shares[b] > shares[a] ? b : a)
        .orElseThrow();
  }

  /** Six decimals, exactly as many on every machine. */
  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
