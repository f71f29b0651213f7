package io.segmentlake.models.recommendations;

import static org.apache.spark.sql.functions.collect_set;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.fpm.FPGrowth;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ComplementRulesTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  /**
   * 180 baskets. Tea in 50 and cup in 50, both in 40; jam beside bread in 19, one too few; milk in
   * 20 of the 40 with bread, but in 100 of all, and so less likely beside bread.
   */
  private static Dataset<Row> lines() {
    List<Row> rows = new ArrayList<>();
    baskets(rows, 40, "tea", "cup", "tea");
    baskets(rows, 10, "tea");
    baskets(rows, 10, "cup");
    baskets(rows, 1, "bread");
    baskets(rows, 19, "bread", "jam");
    baskets(rows, 20, "bread", "milk");
    baskets(rows, 80, "milk");
    return SPARK.table("order_id string, product_id string", rows.toArray(Row[]::new));
  }

  private static void baskets(List<Row> rows, int count, String... products) {
    for (int i = 0; i < count; i++) {
      String order = "order " + rows.size();
      for (String product : products) {
        rows.add(RowFactory.create(order, product));
      }
    }
  }

  @Test
  void findsWhatGoesTogetherMoreOftenThanByChance() {
    // Confidence 40/50, lift .8 / (50/180).
    assertThat(ComplementRules.USUAL.of(lines()).orderBy("product_id").collectAsList())
        .containsExactly(
            RowFactory.create("cup", "tea", .8 * 180 / 50, .8, 40L),
            RowFactory.create("tea", "cup", .8 * 180 / 50, .8, 40L));
  }

  @Test
  void equalsFpGrowth() {
    Dataset<Row> lines = MadeUpPurchases.lines(SPARK, 300).localCheckpoint();
    // MLlib rounds up the baskets that a share comes to: half a one less.
    Dataset<Row> fpGrowth =
        new FPGrowth()
            .setMinSupport(19.5 / 1_200)
            .setMinConfidence(0)
            .fit(lines.groupBy("order_id").agg(collect_set("product_id").as("items")))
            .associationRules()
            .where("size(antecedent) = 1 and lift > 1")
            .selectExpr(
                "antecedent[0] as product_id",
                "consequent[0] as complement_id",
                "round(lift, 9)",
                "round(confidence, 9)",
                "cast(round(support * 1200) as bigint)");

    assertThat(
            ComplementRules.USUAL
                .of(lines)
                .selectExpr(
                    "product_id",
                    "complement_id",
                    "round(lift, 9)",
                    "round(confidence, 9)",
                    "baskets")
                .collectAsList())
        .hasSizeGreaterThan(20)
        .containsExactlyInAnyOrderElementsOf(fpGrowth.collectAsList());
  }

  @Test
  void leavesOutBasketsOfWholesalers() {
    assertThat(new ComplementRules(20, 1).of(lines()).collectAsList()).isEmpty();
  }

  @Test
  void saysNothingOfTooFewBaskets() {
    Dataset<Row> few =
        SPARK.table(
            "order_id string, product_id string",
            RowFactory.create("A", "tea"),
            RowFactory.create("A", "cup"));

    assertThat(ComplementRules.USUAL.of(few).collectAsList()).isEmpty();
  }

  @Test
  void recommendsNoComplementThatIsOwned() {
    Dataset<Row> rules =
        SPARK.table(
            "product_id string, complement_id string, lift double, confidence double, baskets bigint",
            RowFactory.create("tea", "cup", 2.24, .8, 40L),
            RowFactory.create("tea", "pot", 1.5, .3, 30L),
            RowFactory.create("jam", "pot", 1.2, .4, 25L));
    Row tea = RowFactory.create("tea", 1.0);
    Row cup = RowFactory.create("cup", 1.0);
    Row jam = RowFactory.create("jam", 1.0);
    Dataset<Row> purchases =
        SPARK.table(
            "customer_id bigint, purchases array<struct<product_id: string, weight: double>>",
            RowFactory.create(1L, new Row[] {tea, cup}),
            RowFactory.create(2L, new Row[] {tea, jam}));

    assertThat(
            ComplementRules.forPersons(rules, purchases)
                .orderBy("customer_id", "product_id")
                .collectAsList())
        .containsExactly(
            RowFactory.create(1L, "pot", 1.5, .3, 30L),
            RowFactory.create(2L, "cup", 2.24, .8, 40L),
            RowFactory.create(2L, "pot", 1.2, .4, 25L));
  }
}
