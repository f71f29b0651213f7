package io.segmentlake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.expression.ColumnCompiler;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.junit.jupiter.api.extension.RegisterExtension;

class NearestMissTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Property(tries = 60)
  void makesAMemberWhenAppliedAndNotWhenOneChangeIsLeftOut(
      @ForAll("rules") String rule, @ForAll("customers") Row customer) {
    CompiledSegments compiled = Yaml.compile(Yaml.of("s", "when: >-", "  " + rule));
    Row row = RandomRules.table(SPARK, List.of(customer)).head();

    Explanation explanation = new Explainer(compiled).explain("s", row);

    Verdict before = verdict(compiled, row);
    assertThat(explanation.verdict()).isEqualTo(before);
    assertThat(explanation.nearestMiss().isPresent() && before == Verdict.TRUE).isFalse();
    explanation
        .nearestMiss()
        .ifPresent(
            miss -> {
              assertThat(verdict(compiled, changed(row, miss.changes()))).isEqualTo(Verdict.TRUE);
              for (NearestMiss.Change change : miss.changes()) {
                List<NearestMiss.Change> others =
                    miss.changes().stream().filter(c -> c != change).toList();
                assertThat(verdict(compiled, changed(row, others))).isNotEqualTo(Verdict.TRUE);
              }
            });
  }

  @Property(tries = 300)
  void isFoundForEveryRuleThatCanHold(
      @ForAll("rules") String rule,
      @ForAll("customers") Row customer,
      @ForAll("customers") Row other) {
    CompiledSegments compiled = Yaml.compile(Yaml.of("s", "when: >-", "  " + rule));
    Row row = typed(customer);
    Explainer explainer = new Explainer(compiled);

    boolean possible = explainer.explain("s", typed(other)).verdict() == Verdict.TRUE;

    Explanation explanation = explainer.explain("s", row);
    if (possible && explanation.verdict() != Verdict.TRUE) {
      assertThat(explanation.nearestMiss()).isPresent();
    }
  }

  @Example
  void isFoundWhereBothSidesOfAComparisonAreUnknown() {
    CompiledSegments compiled =
        Yaml.compile(Yaml.of("s", "when: days_since_last_order <= 2 * mean_gap_days"));
    Row unknown =
        typed(RowFactory.create(RandomRules.DAY, 1L, 0L, null, null, null, null, null, null));

    assertThat(new Explainer(compiled).explain("s", unknown).nearestMiss().orElseThrow().changes())
        .extracting(NearestMiss.Change::column)
        .containsExactlyInAnyOrder("days_since_last_order", "mean_gap_days");
  }

  private static Row typed(Row row) {
    return new org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema(
        ((org.apache.spark.sql.catalyst.expressions.GenericRow) row).values(),
        org.apache.spark.sql.types.StructType.fromDDL(RandomRules.FEATURES));
  }

  private static Verdict verdict(CompiledSegments compiled, Row row) {
    var column =
        new ColumnCompiler(Vocabularies.features()).compile(compiled.segments().get(0).rule());
    Row judged = RandomRules.table(SPARK, List.of(row)).select(column).head();
    return Verdict.of(judged.isNullAt(0) ? null : judged.getBoolean(0));
  }

  private static Row changed(Row row, List<NearestMiss.Change> changes) {
    Object[] values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    for (NearestMiss.Change change : changes) {
      int index = row.fieldIndex(change.column());
      values[index] = typed(change.to(), row.schema().apply(index).dataType());
    }
    return RowFactory.create(values);
  }

  private static Object typed(Object value, DataType type) {
    if (value instanceof LocalDate date) {
      return Date.valueOf(date);
    } else if (value instanceof BigDecimal number && type instanceof LongType) {
      return number.longValueExact();
    } else if (value instanceof BigDecimal number && type instanceof IntegerType) {
      return number.intValueExact();
    }
    return value instanceof BigDecimal number ? number.setScale(4) : value;
  }

  @Provide
  Arbitrary<String> rules() {
    return RandomRules.rules();
  }

  @Provide
  Arbitrary<Row> customers() {
    return RandomRules.customers();
  }
}
