package io.segmentlake.pipelines.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.FilledRows;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.silver.SilverTables;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CustomerCategoryTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  private static final String PRODUCT = "product_id, category, arrived_seq, superseded_seq";
  private static final String LINE =
      "line_id, customer_id, product_id, event_on, is_sale, arrived_seq, superseded_seq";
  private static final String FIRST_LINES =
      """
      ('1', 7, 'TEA-1', date'2026-03-01', true, 1, null),
      ('2', 7, 'TEA-1', date'2026-03-02', true, 1, 2),
      ('3', 7, 'NEW-1', date'2026-03-02', true, 1, null),
      ('4', 8, 'POT-1', date'2026-03-02', true, 1, null),
      ('5', 8, 'POT-1', date'2026-03-03', true, 1, null),
      ('6', 8, 'POT-1', date'2026-03-02', false, 1, null)""";

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @BeforeEach
  void monday() {
    products("('TEA-1', 'tea', 1, null), ('POT-1', 'pots', 1, null)");
    lines(FIRST_LINES.replace("true, 1, 2", "true, 1, null"));
    keep(MONDAY, 1);
  }

  @Test
  void countsLinesSoldByTheDate() {
    assertThat(stored()).containsExactly("7 tea 2", "8 pots 1");
  }

  @Test
  void movesByWhatCameWasTakenBackOrIsOfTheNewDay() {
    lines(FIRST_LINES + ", ('7', 7, 'POT-1', date'2026-03-03', true, 2, null)");

    keep(TUESDAY, 2);

    assertThat(stored()).containsExactly("7 pots 1", "7 tea 1", "8 pots 2");
    assertThat(readsOnlyWhatMoved(2)).isTrue();
  }

  @Test
  void countsAgainWhenAProductThatWasSoldComesToACategory() {
    products("('TEA-1', 'tea', 1, null), ('POT-1', 'pots', 1, null), ('NEW-1', 'tea', 2, null)");

    keep(MONDAY, 2);

    assertThat(stored()).containsExactly("7 tea 3", "8 pots 1");
  }

  @Test
  void aNewProductThatNobodyBoughtYetChangesNothing() {
    products("('TEA-1', 'tea', 1, null), ('POT-1', 'pots', 1, null), ('CUP-1', 'cups', 2, null)");
    lines("('9', 9, 'CUP-1', date'2026-03-03', true, 2, null)");

    keep(TUESDAY, 2);

    assertThat(stored()).as("from the counts").containsExactly("7 tea 2", "8 pots 1", "9 cups 1");
  }

  @Test
  void countsAgainWhenAProductLeavesItsCategory() {
    products("('TEA-1', 'tea', 1, null), ('POT-1', 'pots', 1, 2), ('POT-1', 'kitchen', 2, null)");

    keep(MONDAY, 2);

    assertThat(stored()).containsExactly("7 tea 2", "8 kitchen 1");
  }

  @Test
  void summarisesByPerson() {
    write(SilverTables.PERSONS, "customer_id, person_id, known_from", "(8, 7, 1)");
    CustomerCategory categories = new CustomerCategory(history(1));

    List<String> told =
        categories
            .summary(categories.at(MONDAY))
            .selectExpr(
                "concat_ws(' ', as_of, customer_id, category_count_lifetime, top_category, top_category_share)")
            .as(Encoders.STRING())
            .collectAsList();

    assertThat(told).containsExactly("2026-03-02 7 2 tea 0.6667");
  }

  /** From the stored counts and the lines that moved, the rest of the lines taken away. */
  private boolean readsOnlyWhatMoved(long seq) {
    List<String> before = stored();
    write(SilverTables.ORDER_LINES, LINE, "('8', 8, 'TEA-1', date'2026-03-04', true, 3, null)");
    keep(TUESDAY.plusDays(1), seq + 1);
    return stored().stream().filter(row -> !row.equals("8 tea 1")).toList().equals(before);
  }

  private void keep(LocalDate asOf, long seq) {
    CustomerCategory categories = new CustomerCategory(history(seq));
    categories.write(categories.at(asOf).localCheckpoint());
  }

  private List<String> stored() {
    return lake
        .lakehouse()
        .read(CustomerCategory.TABLE)
        .selectExpr("concat_ws(' ', customer_id, category, lines)")
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private CustomerHistory history(long seq) {
    return new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, seq);
  }

  private void products(String rows) {
    write(SilverTables.PRODUCTS, PRODUCT, rows);
  }

  private void lines(String rows) {
    write(SilverTables.ORDER_LINES, LINE, rows);
  }

  /** Literal rows; columns that are not named are null. */
  private void write(Table table, String names, String rows) {
    Dataset<Row> given =
        lake.lakehouse().spark().sql("select * from values %s as t(%s)".formatted(rows, names));
    lake.lakehouse().replace(table, FilledRows.of(table, given));
  }
}
