package io.segmentlake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.expression.ColumnCompiler;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EvaluatorTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Property(tries = 40)
  void judgesAsSparkDoes(@ForAll("rules") String rule, @ForAll("customers") List<Row> customers) {
    CompiledSegment segment = compiled(rule);
    var column = new ColumnCompiler(Vocabularies.features()).compile(segment.rule());

    for (Row row : RandomRules.table(SPARK, customers).withColumn("it", column).collectAsList()) {
      Boolean expected = row.isNullAt(row.length() - 1) ? null : row.getBoolean(row.length() - 1);
      assertThat(new Evaluator(Values.of(row)).truth(segment.rule())).isEqualTo(expected);
    }
  }

  @Test
  void callsFunctionsAsSparkDoes() {
    for (String rule :
        List.of(
            "substring('žluťoučký', 2, 3) = 'luť'",
            "substring('abc', -2, 2) = 'bc'",
            "substring('abc', 0, 2) = 'ab'",
            "substring('abc', -5, 3) = 'a'",
            "length(trim('  ab c ')) = 4",
            "replace('aXbX', 'X', '-') = 'a-b-'",
            "concat('a', lower('B')) = 'ab'",
            "abs(-2.5) = 2.5",
            "round(2.345, 2) = 2.35",
            "round(-2.5) = -3",
            "least(3, null, 2) = 2 and greatest(3, null, 2) = 3",
            "nullif(2, 2) is null and nullif(2, 3) = 2",
            "-7 % 3 = -1",
            "1 / 3 = 0.333333333333333333",
            "cast(' 12 ' as bigint) = 12",
            "cast('12.5' as bigint) is null",
            "cast('12.55' as decimal(4,1)) = 12.6",
            "cast('12345' as decimal(4,1)) is null",
            "cast(2.50 as string) = '2.50'",
            "cast('yes' as boolean) and not cast('0' as boolean)",
            "cast('2024-02-30' as date) is null",
            "'100%' like '100\\\\%' and not '100x' like '100\\\\%'",
            "date '2024-02-29' = months_before(1)",
            "days_since(date '2024-03-01') = 30")) {
      Row row =
          RandomRules.table(SPARK, RandomRules.customers().list().ofSize(1).sample())
              .withColumn(
                  "it", new ColumnCompiler(Vocabularies.features()).compile(compiled(rule).rule()))
              .head();

      assertThat(row.getBoolean(row.length() - 1)).as(rule).isTrue();
      assertThat(new Evaluator(Values.of(row)).truth(compiled(rule).rule())).as(rule).isTrue();
    }
  }

  @Provide
  Arbitrary<String> rules() {
    return RandomRules.rules();
  }

  @Provide
  Arbitrary<List<Row>> customers() {
    return RandomRules.customers().list().ofSize(10);
  }

  private static CompiledSegment compiled(String rule) {
    return Yaml.compile(Yaml.of("s", "when: >-", "  " + rule)).segments().get(0);
  }
}
