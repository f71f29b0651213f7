package io.segmentlake.models.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.configuration.Location;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.SourceText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ColumnCompilerTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private final Dataset<Row> rows =
      SPARK.table(
          "id int, orders bigint, revenue decimal(28,4), country string, is_business boolean",
          RowFactory.create(1, 4L, new BigDecimal("10.0000"), "CZ", true),
          RowFactory.create(2, 0L, null, null, null),
          RowFactory.create(3, Long.MIN_VALUE, new BigDecimal("-1.5000"), "12", false));

  @Test
  void judgesRowsInThreeValues() {
    assertThat(values("orders >= 4")).containsExactly(true, false, false);
    assertThat(values("revenue > 1")).containsExactly(true, null, false);
    assertThat(values("not is_business")).containsExactly(false, null, true);
    assertThat(values("revenue > 1 or orders = 0")).containsExactly(true, true, false);
    assertThat(values("revenue > 1 and orders = 4")).containsExactly(true, false, false);
    assertThat(values("country in ('CZ', 'SK')")).containsExactly(true, null, false);
    assertThat(values("revenue between 10 and 11")).containsExactly(true, null, false);
    assertThat(values("country like 'C_'")).containsExactly(true, null, false);
    assertThat(values("country is null")).containsExactly(false, true, false);
    assertThat(values("case when orders = 0 then true when orders = 4 then false end"))
        .containsExactly(false, true, null);
  }

  @Test
  void neverFailsOnARow() {
    assertThat(values("revenue / orders > 2")).containsExactly(true, null, false);
    assertThat(values("4 / orders = 1")).containsExactly(true, null, false);
    assertThat(values("orders % orders = 0")).containsExactly(true, null, true);
    assertThat(values("-orders > 0")).containsExactly(false, false, null);
    assertThat(values("abs(orders) = 4")).containsExactly(true, false, null);
    assertThat(values("orders * 9223372036854775807 > 0")).containsExactly(null, false, null);
    assertThat(values("cast(country as bigint) = 12")).containsExactly(null, null, true);
    assertThat(values("cast(country as date) is null")).containsExactly(true, true, true);
    assertThat(values("substring(country, orders, 9999999999) = 'x'"))
        .containsExactly(null, null, null);
  }

  @Test
  void dividesWholeNumbersAsDecimals() {
    assertThat(rows.select(column("orders / 3 = 1.333333333333333333")).head().get(0))
        .isEqualTo(true);
  }

  @Test
  void callsStandardFunctions() {
    assertThat(values("coalesce(revenue, 0) = 0")).containsExactly(false, true, false);
    assertThat(values("round(revenue, 0) = -2")).containsExactly(false, null, true);
    assertThat(values("least(orders, 1) = 1")).containsExactly(true, false, false);
    assertThat(values("nullif(orders, 0) is null")).containsExactly(false, true, false);
    assertThat(values("concat(lower(country), 'x') = 'czx'")).containsExactly(true, null, false);
    assertThat(values("country || 'x' = 'CZx'")).containsExactly(true, null, false);
    assertThat(values("length(trim(replace(country, 'Z', ' '))) = 1"))
        .containsExactly(true, null, false);
  }

  @Test
  void takesTheLongestChainsThatAreAllowed() {
    assertThat(values("orders = 7 or ".repeat(240) + "orders = 4"))
        .containsExactly(true, false, false);
  }

  private List<Object> values(String text) {
    List<Object> values = new ArrayList<>();
    rows.orderBy("id").select(column(text)).collectAsList().forEach(r -> values.add(r.get(0)));
    return values;
  }

  private Column column(String text) {
    Map<String, ValueType> columns = new LinkedHashMap<>();
    for (StructField field : rows.schema().fields()) {
      columns.put(field.name(), ValueType.of(field.dataType()).orElseThrow());
    }
    List<Mistake> mistakes = new ArrayList<>();
    Vocabulary vocabulary = Vocabulary.of(columns);
    Location start = new Location("f.yaml", 1, 1);
    var node = Expressions.predicate(SourceText.of(text, start, "when"), vocabulary, mistakes);
    assertThat(mistakes).isEmpty();
    return new ColumnCompiler(vocabulary).compile(node.orElseThrow());
  }
}
