package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.jobs.generate.Person.Buyer;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final double STRAY = .001;
  private static final double CANCELLED = .1;

  private final Season season = new Season(new ShopCalendar(LocalDate.of(2025, 4, 1), 60));
  private final ShopTraits.Buying traits =
      new ShopTraits.Buying(.7, .5, .1, 1_000, STRAY, .3, .5, CANCELLED, .05, 20, 14, 1, .1);
  private final Hazard hazard = new Hazard(season, traits);
  private final Forecast forecast = new Forecast(hazard, traits);

  /** Regularity 1: pure chance, in April without a sale. */
  private final Buyer buyer = new Buyer(45, 1, .5, .1, .1, 0, 2, new double[] {1}, null, 1);

  @Test
  void multipliesTheDaysOfOneWhoIsLost() {
    Standing lost = new Standing(true, 3, 0, 1);
    double none =
        (1 - STRAY * season.demand(5) * (1 - CANCELLED))
            * (1 - STRAY * season.demand(6) * (1 - CANCELLED));
    assertThat(forecast.chance(buyer, lost, 5, 2, 1)).isEqualTo(1 - none, within(1e-12));
  }

  @Test
  void isTheChanceOfTheDayForOneDay() {
    Standing loyal = new Standing(false, 2, 0, 1);
    double rate = .9 / 45;
    double day = rate / (1 + rate / 2) * season.demand(5);
    assertThat(forecast.chance(buyer, loyal, 5, 1, 1))
        .isEqualTo(day * (1 - CANCELLED), within(1e-12));
    assertThat(forecast.chance(buyer, loyal, 5, 1, 2))
        .isEqualTo(2 * day * (1 - CANCELLED), within(1e-12));
  }

  @Test
  void isGreaterForOneWhoIsNotLostAndForMoreDays() {
    double loyal = forecast.chance(buyer, new Standing(false, 2, 0, 1), 5, 30, 1);
    assertThat(loyal).isBetween(.3, .6);
    assertThat(forecast.chance(buyer, new Standing(true, 2, 0, 1), 5, 30, 1)).isLessThan(.05);
    assertThat(forecast.chance(buyer, new Standing(false, 2, 0, 1), 5, 40, 1)).isGreaterThan(loyal);
  }

  @Test
  void risesTowardsTheEndOfARefillersCycle() {
    Buyer refiller = new Buyer(30, 4, .5, .1, .1, 0, 1, new double[] {1}, null, 2);
    double early = hazard.loyal(refiller, new Standing(false, 5, 0, 2), 8);
    double due = hazard.loyal(refiller, new Standing(false, 5, 0, 2), 29);
    double dueWithTwice = hazard.loyal(refiller, new Standing(false, 5, 0, 4), 29);
    assertThat(due).isGreaterThan(10 * early);
    assertThat(dueWithTwice).isLessThan(due / 4);
  }
}
