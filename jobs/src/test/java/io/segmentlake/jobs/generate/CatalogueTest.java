package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final Catalogue catalogue = new Catalogue(SmallShop.options(10, 365));

  @Test
  void numbersEachProductOnce() {
    List<Product> all = catalogue.all();
    assertThat(all).hasSizeBetween(350, 450);
    assertThat(all).extracting(Product::sku).doesNotHaveDuplicates();
    assertThat(all).allMatch(p -> p.price(0) % 10 == 9 && p.cost() < p.price(p.launchedOn()));
  }

  @Test
  void lacksTheCostOfAFew() {
    assertThat(catalogue.all().stream().filter(p -> p.cost() == 0).count()).isBetween(4L, 30L);
  }

  @Test
  void launchesSomeProductsLaterAndSellsNoneBefore() {
    assertThat(catalogue.all().stream().filter(p -> p.launchedOn() > 0).count())
        .isBetween(20L, 90L);
    Dice dice = Dice.of(1, 1, "test");
    for (int i = 0; i < 5_000; i++) {
      int day = dice.below(365);
      Product product = catalogue.pick(dice.one(Section.values()), day, dice);
      assertThat(product.isOnSale(day)).isTrue();
    }
  }

  @Test
  void isWantedByZipfsLaw() {
    Dice dice = Dice.of(1, 1, "test");
    double[] weights = Dice.cumulative(catalogue.sectionWeights());
    Map<Section, Integer> demand = new EnumMap<>(Section.class);
    int best = 0;
    for (int i = 0; i < 20_000; i++) {
      Section section = Section.values()[dice.pick(weights)];
      demand.merge(section, 1, Integer::sum);
      best += catalogue.pick(section, 0, dice).sku().endsWith("-0001") ? 1 : 0;
    }
    assertThat(demand.get(Section.COFFEE)).isBetween(5_500, 7_500);
    assertThat(demand.get(Section.COFFEE)).isGreaterThan(7 * demand.get(Section.MACHINES));
    // Of about 36 products a section, the first has more than a fifth.
    assertThat(best).isGreaterThan(4_000);
  }

  @Test
  void changesPricesOnTheirDays() {
    Product product =
        new Product(
            "TEA-0001", Section.TEA, "x", "y", 50, -5, new int[] {-5, 10}, new int[] {99, 109});
    assertThat(product.price(0)).isEqualTo(99);
    assertThat(product.price(9)).isEqualTo(99);
    assertThat(product.price(10)).isEqualTo(109);
  }
}
