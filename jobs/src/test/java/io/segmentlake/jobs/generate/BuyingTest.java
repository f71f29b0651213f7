package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BuyingTest {
  private static final int CUSTOMERS = 4_000;

  @Test
  void happensAsOftenAsThePlantedChancesSay() {
    List<Outcome> scored = outcomes(lives(options(2.5)), BuyingLife::score, o -> true);
    double expected = scored.stream().mapToDouble(Outcome::chance).sum();
    double variance = scored.stream().mapToDouble(o -> o.chance() * (1 - o.chance())).sum();
    long happened = scored.stream().filter(Outcome::hasHappened).count();
    assertThat(scored).hasSizeGreaterThan(2_000);
    assertThat((double) happened).isEqualTo(expected, Offset.offset(4 * StrictMath.sqrt(variance)));
  }

  @Test
  void happensAmongTheTreatedAndTheControlAsPlanted() {
    List<BuyingLife> lives = lives(options(2.5));
    for (boolean isTreated : new boolean[] {true, false}) {
      List<Outcome> group =
          outcomes(lives, BuyingLife::trial, outcome -> outcome.isTreated() == isTreated);
      double expected =
          group.stream()
              .mapToDouble(o -> isTreated ? o.chance() : o.untreatedChance())
              .average()
              .orElseThrow();
      double share =
          group.stream().mapToDouble(o -> o.hasHappened() ? 1 : 0).average().orElseThrow();
      double deviation = StrictMath.sqrt(expected * (1 - expected) / group.size());
      assertThat(group).hasSizeGreaterThan(500);
      assertThat(share).isEqualTo(expected, Offset.offset(4 * deviation));
    }
  }

  @Test
  void isNotTouchedByTheTrialInTheControlGroup() {
    List<BuyingLife> with = lives(options(2.5));
    List<BuyingLife> without = lives(options(0));
    for (int i = 0; i < CUSTOMERS; i++) {
      if (!with.get(i).trial().isTreated()) {
        assertThat(with.get(i).purchases()).isEqualTo(without.get(i).purchases());
      }
    }
  }

  @Test
  void liftsSomeMoreThanOthersAndKeepsAFewFromBuying() {
    List<Outcome> trial = outcomes(lives(options(2.5)), BuyingLife::trial, o -> true);
    List<Double> uplifts =
        trial.stream().map(o -> o.chance() - o.untreatedChance()).sorted().toList();
    assertThat(uplifts.get(0)).isNegative();
    assertThat(uplifts.get(uplifts.size() / 2)).isPositive();
    assertThat(uplifts.get(uplifts.size() - 1)).isGreaterThan(3 * uplifts.get(uplifts.size() / 2));
  }

  private static GenerateOptions options(double lift) {
    ShopTraits traits = ShopTraits.defaults();
    ShopTraits.Buying b = traits.buying();
    ShopTraits.Buying buying =
        new ShopTraits.Buying(
            b.atOnce(),
            b.dropAfterFirst(),
            b.dropLater(),
            b.lifeDays(),
            b.strayHazard(),
            b.revival(),
            b.gapSpread(),
            b.cancelled(),
            b.refunded(),
            b.trialDaysBeforeEnd(),
            b.trialWindowDays(),
            lift,
            b.annoyed());
    return SmallShop.options(CUSTOMERS, 240)
        .withTraits(
            new ShopTraits(traits.people(), buying, traits.web(), traits.mail(), traits.flaws()));
  }

  private static List<BuyingLife> lives(GenerateOptions options) {
    ShopCalendar calendar = ShopCalendar.of(options);
    Population population = new Population(options, calendar, new Catalogue(options));
    Buying buying = new Buying(options, calendar, new Season(calendar));
    List<BuyingLife> lives = new ArrayList<>();
    for (long i = 0; i < CUSTOMERS; i++) {
      Person person = population.draw(i);
      MailPlan plan =
          MailPlan.draw(
              person, false, options.traits().mail(), Dice.of(options.seed(), i, "mail plan"));
      lives.add(buying.live(person, plan, Dice.of(options.seed(), i, "buying")));
    }
    return lives;
  }

  private static List<Outcome> outcomes(
      List<BuyingLife> lives,
      java.util.function.Function<BuyingLife, Outcome> of,
      Predicate<Outcome> which) {
    return lives.stream().map(of).filter(Outcome::isExpected).filter(which).toList();
  }
}
