package io.segmentlake.pipelines.features;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.FilledRows;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.silver.SilverTables;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CustomerHistoryTest {
  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void givesRowsOfCustomersToTheirPersons() {
    write(SilverTables.PERSONS, Map.of("customer_id", "7", "person_id", "1", "known_from", "1"));
    write(SilverTables.ORDERS, Map.of("order_id", "'A'", "customer_id", "7", "arrived_seq", "1"));

    assertThat(
            history().valid(SilverTables.ORDERS).select("order_id", "customer_id").collectAsList())
        .containsExactly(RowFactory.create("A", 1L));
  }

  @Test
  void leavesRowsOfNobodyAsTheyAre() {
    write(SilverTables.PERSONS, Map.of("customer_id", "7", "person_id", "1", "known_from", "1"));
    write(
        SilverTables.PRODUCTS,
        Map.of("product_id", "'TEA-1'", "category", "'tea'", "arrived_seq", "1"));

    assertThat(
            history().valid(SilverTables.PRODUCTS).select("product_id", "category").collectAsList())
        .containsExactly(RowFactory.create("TEA-1", "tea"));
  }

  private CustomerHistory history() {
    return new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, 1);
  }

  /** One row; columns that are not named are null. */
  private void write(Table table, Map<String, String> values) {
    Column[] named =
        values.entrySet().stream()
            .map(value -> expr(value.getValue()).as(value.getKey()))
            .toArray(Column[]::new);
    lake.lakehouse()
        .replace(table, FilledRows.of(table, lake.lakehouse().spark().range(1).select(named)));
  }
}
