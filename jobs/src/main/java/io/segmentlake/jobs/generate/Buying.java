package io.segmentlake.jobs.generate;

import io.segmentlake.jobs.generate.Person.Kind;
import java.util.ArrayList;
import java.util.List;

/** Plays a buyer's days one after another: who buys when, who is lost when. */
final class Buying {
  static final int HORIZON_DAYS = 30;
  private static final double OTHER_PACKS = .15;

  private final ShopCalendar calendar;
  private final ShopTraits.Buying traits;
  private final Season season;
  private final Hazard hazard;
  private final Forecast forecast;
  private final Trial trial;

  Buying(GenerateOptions options, ShopCalendar calendar, Season season) {
    this.calendar = calendar;
    this.season = season;
    traits = options.traits().buying();
    hazard = new Hazard(season, traits);
    forecast = new Forecast(hazard, traits);
    trial = new Trial(options);
  }

  /** The life of a customer. */
  BuyingLife live(Person person, MailPlan plan, Dice dice) {
    Life life = new Life(person, plan, dice);
    boolean isAtOnce = person.kind() != Kind.PROSPECT && dice.chance(traits.atOnce());
    if (isAtOnce) {
      life.buy(person.joinDay(), person.joinedAt() + dice.between(300, 1_500));
    }
    for (int day = person.joinDay() + 1; day < calendar.days(); day++) {
      life.pass(day);
    }
    return life.told();
  }

  /** The one order of a guest. */
  BuyingLife visitOnce(Person person, Dice dice) {
    Life life = new Life(person, null, dice);
    // Guests come when all come: a day out of season is drawn again.
    int day = person.joinDay();
    while (!dice.chance(season.demand(day) / 4)) {
      day = dice.below(calendar.days());
    }
    life.buy(day, calendar.at(day, Hours.draw(person.ownHour(), dice)));
    return life.told();
  }

  /** What changes from day to day. */
  private final class Life {
    private final Person person;
    private final MailPlan plan;
    private final Dice dice;
    private final List<Purchase> purchases = new ArrayList<>();
    private final Outcome score = new Outcome(calendar.days() - HORIZON_DAYS, HORIZON_DAYS);
    private final Outcome trialled = new Outcome(trial.day() + 1, traits.trialWindowDays());
    private Standing standing;
    private int lostOn = BuyingLife.NOT_LOST;
    private long firstOrderAt = MailPlan.NEVER;
    private double factor = 1;

    Life(Person person, MailPlan plan, Dice dice) {
      this.person = person;
      this.plan = plan;
      this.dice = dice;
      standing = new Standing(false, 0, person.joinDay(), person.buyer().packs());
    }

    void pass(int day) {
      if (day == score.from() && standing.orders() > 0) {
        score.expect(forecast(day, HORIZON_DAYS, 1));
      }
      if (day == trialled.from()) {
        beginTrial(day);
      } else if (day == trialled.from() + traits.trialWindowDays()) {
        factor = 1;
      }
      double chance =
          standing.isLost()
              ? hazard.lost(person.buyer(), day)
              : hazard.loyal(person.buyer(), standing, day);
      if (dice.chance(Forecast.treated(chance, factor))) {
        buy(day, calendar.at(day, Hours.draw(person.ownHour(), dice)));
      } else if (!standing.isLost() && dice.chance(1 / traits.lifeDays())) {
        lose(day);
      }
    }

    private void beginTrial(int day) {
      if (plan.isReachable(trial.sentAt(calendar), firstOrderAt) && standing.orders() > 0) {
        boolean isTreated = trial.treats(person.index());
        double own = person.buyer().trialFactor();
        trialled.expect(
            forecast(day, traits.trialWindowDays(), own),
            forecast(day, traits.trialWindowDays(), 1),
            isTreated);
        factor = isTreated ? own : 1;
      }
    }

    private double forecast(int day, int days, double treatment) {
      return forecast.chance(person.buyer(), standing, day, days, treatment);
    }

    void buy(int day, long at) {
      boolean isCancelled = dice.chance(traits.cancelled());
      int packs = person.buyer().packs();
      if (person.buyer().favourite() != null && dice.chance(OTHER_PACKS)) {
        packs = dice.between(1, 4);
      }
      purchases.add(new Purchase(at, day, purchases.size(), packs, isCancelled));
      if (isCancelled) {
        return;
      }
      firstOrderAt = Math.min(firstOrderAt, at);
      score.observe(day);
      trialled.observe(day);
      boolean wasLost = standing.isLost();
      double drop =
          standing.orders() == 0 ? person.buyer().dropFirst() : person.buyer().dropLater();
      boolean isLost = wasLost ? !dice.chance(traits.revival()) : dice.chance(drop);
      standing = new Standing(isLost, standing.orders() + 1, day, packs);
      if (isLost && !wasLost) {
        lostOn = day;
      } else if (!isLost) {
        lostOn = BuyingLife.NOT_LOST;
      }
    }

    private void lose(int day) {
      lostOn = day;
      standing = new Standing(true, standing.orders(), standing.lastDay(), standing.packs());
    }

    BuyingLife told() {
      return new BuyingLife(List.copyOf(purchases), firstOrderAt, lostOn, score, trialled);
    }
  }
}
