package io.segmentlake.models.recommendations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.recommendations.Assortment.Product;
import io.segmentlake.models.recommendations.ListRules.Owned;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecommenderTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final Assortment ASSORTMENT =
      new Assortment(
          List.of(
              new Product("tea-1", "tea", 5),
              new Product("tea-2", "tea", 4),
              new Product("tea-3", "tea", 3),
              new Product("cup-1", "cups", 2),
              new Product("cup-2", "cups", 1)),
          Map.of("tea-1", "tea", "tea-2", "tea", "tea-3", "tea", "cup-1", "cups", "cup-2", "cups"));

  /** Two kinds of people: tea-1, cup-2 and the rest. */
  private static final ItemFactors FACTORS =
      new ItemFactors(
          new AlsSettings(2, 1, .1, 1, 1, 1),
          Map.of(
              "tea-1", new float[] {1, 0},
              "cup-2", new float[] {1, 0},
              "tea-2", new float[] {0, 1},
              "tea-3", new float[] {0, 1},
              "cup-1", new float[] {0, 1}));

  @Test
  void whoBoughtNothingGetsBestSellersOfWhichOnlyTwoAreOfACategory() {
    assertThat(list(Mixture.AFFINITY, 4))
        .containsExactly(
            "tea-1 best_seller", "tea-2 best_seller", "cup-1 best_seller", "cup-2 best_seller");
  }

  @Test
  void aListThatWouldBeShortTakesMoreOfACategory() {
    assertThat(list(Mixture.AFFINITY, 5))
        .containsExactly(
            "tea-1 best_seller",
            "tea-2 best_seller",
            "cup-1 best_seller",
            "cup-2 best_seller",
            "tea-3 best_seller");
    assertThat(list(Mixture.AFFINITY, 9)).as("there is no more").hasSize(5);
  }

  @Test
  void theOwnCategoryComesFirstAndWhatIsOwnedNot() {
    assertThat(list(Mixture.AFFINITY, 3, new Purchase("cup-1", 4)))
        .containsExactly("cup-2 affinity", "tea-1 best_seller", "tea-2 best_seller");
  }

  /**
   * By hand: 4 of 5 purchases, with the prior's one, are cups, and of the prior 3 in 15: cups have
   * (4 + 1 × 3/15) / 5 = .84, of which cup-2 sells 1 in 3; so it has (0 + 1 × .84 / 3) / 5 = .056,
   * and cup-1, owned, (4 + 1 × .84 × 2/3) / 5 = .912.
   */
  @Test
  void affinityIsAShareOfWhatIsBoughtNext() {
    double[] expected = new Affinity(ASSORTMENT).of(List.of(new Purchase("cup-1", 4)));

    assertThat(expected[4]).isCloseTo(.056, within(1e-12));
    assertThat(expected[3]).isCloseTo(.912, within(1e-12));
    assertThat(expected[0] + expected[1] + expected[2] + expected[3] + expected[4])
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void alsFindsWhatPeopleAlikeBuyInOtherCategories() {
    Purchase[] bought = {new Purchase("tea-1", 1), new Purchase("gone", 1)};

    assertThat(list(new Mixture(1, 0), 1, bought)).containsExactly("cup-2 als");
    assertThat(list(Mixture.AFFINITY, 1, bought)).containsExactly("tea-2 affinity");
    assertThat(list(new Mixture(1, 0), 1, new Purchase("tea-1", 1)))
        .as("of one product ALS knows too little")
        .containsExactly("tea-2 affinity");
  }

  @Test
  void whatIsOwnedMayBeShownWhereTheShopSaysSo() {
    ListRules rules = new ListRules(2, 2, Owned.ALLOWED);

    assertThat(list(rules, Mixture.AFFINITY, new Purchase("tea-3", 3)))
        .containsExactly("tea-3 affinity", "tea-1 affinity");
  }

  @Test
  void scoresAreSharesOfWhatMayBeShown() {
    List<Recommender.Item> items =
        new Recommender(ASSORTMENT, FACTORS, new Mixture(.5, .5), rules(5))
            .list(List.of(new Purchase("tea-1", 1), new Purchase("cup-1", 1)));

    assertThat(items).hasSize(3);
    assertThat(items.stream().mapToDouble(Recommender.Item::score).sum())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void writesOneRowPerPersonAndPlace() {
    Recommender recommender = new Recommender(ASSORTMENT, FACTORS, Mixture.AFFINITY, rules(2));
    Row tea = RowFactory.create("tea-1", 1.0);

    assertThat(
            recommender
                .recommend(
                    SPARK.table(
                        "customer_id bigint, purchases array<struct<product_id: string, weight: double>>",
                        RowFactory.create(1L, new Row[] {tea}),
                        RowFactory.create(2L, null)))
                .selectExpr("customer_id", "rank", "product_id", "source")
                .collectAsList())
        .containsExactly(
            RowFactory.create(1L, 1, "tea-2", "affinity"),
            RowFactory.create(1L, 2, "tea-3", "affinity"),
            RowFactory.create(2L, 1, "tea-1", "best_seller"),
            RowFactory.create(2L, 2, "tea-2", "best_seller"));
  }

  private static List<String> list(Mixture mixture, int items, Purchase... purchases) {
    return list(rules(items), mixture, purchases);
  }

  private static List<String> list(ListRules rules, Mixture mixture, Purchase... purchases) {
    return new Recommender(ASSORTMENT, FACTORS, mixture, rules)
        .list(List.of(purchases)).stream()
            .map(item -> item.product() + " " + item.source().text())
            .toList();
  }

  private static ListRules rules(int items) {
    return new ListRules(items, 2, Owned.EXCLUDED);
  }
}
