package io.segmentlake.models.recommendations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.recommendations.ListRules.Owned;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutcomeWindowTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final LocalDate CUT_OFF = LocalDate.parse("2026-06-30");
  private static final Dataset<Row> LINES =
      SPARK.table(
          "customer_id bigint, order_id string, product_id string, event_on date",
          line(1L, "A", "tea", "2026-06-30"),
          line(2L, "B", "tea", "2026-06-30"),
          line(2L, "B", "cup", "2026-06-30"),
          line(null, "C", "pot", "2026-06-30"),
          // After the cut-off.
          line(1L, "D", "tea", "2026-07-01"),
          line(1L, "D", "jug", "2026-07-01"),
          line(1L, "E", "pot", "2026-07-30"),
          line(2L, "F", "tea", "2026-07-02"),
          line(3L, "G", "cup", "2026-07-02"),
          // After the window.
          line(1L, "H", "cup", "2026-07-31"));

  @Test
  void whatIsOwnedAlreadyAndWhatComesTooLateIsNotRelevant() {
    assertThat(relevant(Owned.EXCLUDED)).containsExactly("1: jug,pot");
    assertThat(relevant(Owned.ALLOWED)).containsExactly("1: jug,pot,tea", "2: tea");
  }

  /**
   * By hand. Customer 1 owns tea; cup and pot are left, each in one order; equal ones go by id:
   * cup, pot. Relevant are jug and pot: recall 1/2, NDCG (1 / log2 3) / (1 + 1 / log2 3).
   */
  @Test
  void judgesBestSellersAsByHand() {
    ListRules rules = ListRules.USUAL;
    OutcomeWindow window = window();
    Dataset<Row> outcomes = window.outcomes(window.purchases(), rules);
    Lister bestSellers = Lister.of(Baseline.BEST_SELLER, window.assortment(), rules);

    Row judged = OutcomeWindow.judged(outcomes, Map.of("best", bestSellers), 10).head();

    double second = Math.log(2) / Math.log(3);
    assertThat(judged.<Double>getAs("best_recall")).isEqualTo(.5);
    assertThat(judged.<Double>getAs("best_ndcg")).isCloseTo(second / (1 + second), within(1e-12));
  }

  private static List<String> relevant(Owned owned) {
    OutcomeWindow window = window();
    return window
        .outcomes(window.purchases(), ListRules.USUAL.with(owned))
        .orderBy("customer_id")
        .selectExpr("concat(customer_id, ': ', array_join(relevant, ','))")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static OutcomeWindow window() {
    return new OutcomeWindow(
        LINES.where("event_on <= date'2026-06-30'"),
        SPARK.table("product_id string, category string", new Row[0]),
        LINES,
        CUT_OFF,
        30);
  }

  private static Row line(Long customer, String order, String product, String day) {
    return RowFactory.create(customer, order, product, Date.valueOf(day));
  }
}
