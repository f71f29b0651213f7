package io.segmentlake.models.propensity;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.sql.Date;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CategoryPairsTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private final Dataset<Row> lines =
      SPARK.table(
          "customer_id bigint, order_id string, category string, event_on date",
          line(1L, "a", "tea", "2026-01-01"),
          line(1L, "b", "tea", "2026-05-31"),
          // Two lines of one category in an order are one day.
          line(1L, "b", "tea", "2026-05-31"),
          line(1L, "b", "cups", "2026-05-31"),
          line(2L, "c", "cups", "2026-06-30"),
          line(null, "guest", "cups", "2026-06-30"),
          line(null, "guest 2", "books", "2026-06-02"),
          line(3L, "d", "tea", "2025-06-30"),
          // Of the days to come nothing is known.
          line(1L, "later", "books", "2026-07-01"));

  @Test
  void countsDaysOfThePersonAndOrdersOfTheShop() {
    assertThat(pairs(new CategoryPairs(1, 20), "2026-06-30"))
        .containsExactly(
            // Cups sell best, which everybody is held against; tea was bought.
            "1 cups own 0 1 1 1, all 0 2 3 3, age 30 30",
            "1 tea own 0 1 2 2, all 0 2 3 3, age 30 180",
            "2 cups own 1 1 1 1, all 1 1 1 1, age 0 0",
            "3 cups own 0 0 0 0, all 0 0 0 1, age null null",
            "3 tea own 0 0 0 1, all 0 0 0 1, age 365 365");
  }

  @Test
  void theMarketIsThatOfTheLastMonth() {
    Dataset<Row> dates = SPARK.table("as_of date", RowFactory.create(Date.valueOf("2026-06-30")));

    assertThat(
            new CategoryPairs(20, 20)
                .of(SPARK.table("as_of date, customer_id bigint", person(2L)), lines, dates)
                .selectExpr("category", "shop_share", "shop_rate", "repeat_rate")
                .orderBy("category")
                .collectAsList())
        .containsExactly(
            // Sold to a guest alone.
            RowFactory.create("books", 1 / 3.0, 0.0, 1 / 2.0),
            // Two of three orders; one of three buyers; of two none on two days.
            RowFactory.create("cups", 2 / 3.0, 1 / 3.0, 1 / 4.0),
            // Nothing in June; one of two came again.
            RowFactory.create("tea", 0.0, 0.0, 2 / 4.0));
  }

  @Test
  void aDateSeesNothingOfLaterOnes() {
    assertThat(pairs(CategoryPairs.USUAL, "2026-01-01"))
        .containsExactly(
            "1 tea own 1 1 1 1, all 1 1 1 1, age 0 0",
            "2 tea own 0 0 0 0, all 0 0 0 0, age null null",
            "3 tea own 0 0 1 1, all 0 0 1 1, age 185 185");
  }

  @Test
  void whoBoughtOfManyCategoriesIsHeldAgainstTheMostFrequentOnes() {
    assertThat(pairs(new CategoryPairs(0, 1), "2026-06-30"))
        .extracting(text -> text.substring(0, 6))
        .containsExactly("1 tea ", "2 cups", "3 tea ");
  }

  private static Row person(long id) {
    return RowFactory.create(Date.valueOf("2026-06-30"), id);
  }

  private List<String> pairs(CategoryPairs candidates, String date) {
    Dataset<Row> dates = SPARK.table("as_of date", RowFactory.create(Date.valueOf(date)));
    Dataset<Row> persons =
        SPARK
            .table(
                "customer_id bigint",
                RowFactory.create(1L),
                RowFactory.create(2L),
                RowFactory.create(3L))
            .crossJoin(dates)
            .select("as_of", "customer_id");
    return candidates
        .of(persons, lines, dates)
        .orderBy("customer_id", "category")
        .collectAsList()
        .stream()
        .map(CategoryPairsTest::text)
        .toList();
  }

  private static String text(Row row) {
    return "%s %s own %s %s %s %s, all %s %s %s %s, age %s %s"
        .formatted(
            row.getAs("customer_id"),
            row.getAs("category"),
            row.getAs("own_days_30d"),
            row.getAs("own_days_90d"),
            row.getAs("own_days_365d"),
            row.getAs("own_days_lifetime"),
            row.getAs("all_days_30d"),
            row.getAs("all_days_90d"),
            row.getAs("all_days_365d"),
            row.getAs("all_days_lifetime"),
            row.getAs("own_last_age"),
            row.getAs("own_first_age"));
  }

  private static Row line(Long customer, String order, String category, String day) {
    return RowFactory.create(customer, order, category, Date.valueOf(day));
  }
}
