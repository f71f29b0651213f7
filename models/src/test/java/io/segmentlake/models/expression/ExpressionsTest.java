package io.segmentlake.models.expression;

import static io.segmentlake.models.expression.ValueType.BOOLEAN;
import static io.segmentlake.models.expression.ValueType.DATE;
import static io.segmentlake.models.expression.ValueType.DECIMAL;
import static io.segmentlake.models.expression.ValueType.INTEGER;
import static io.segmentlake.models.expression.ValueType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.configuration.Location;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(
          Map.of(
              "orders",
              INTEGER,
              "revenue",
              DECIMAL,
              "country",
              TEXT,
              "is_business",
              BOOLEAN,
              "last_order_on",
              DATE));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          orders>=4 AND revenue>.5           | orders >= 4 and revenue > 0.5
          ((orders > 1) and (orders < 9))    | orders > 1 and orders < 9
          not (orders = 1 or is_business)    | not (orders = 1 or is_business)
          not orders = 1                     | not orders = 1
          orders <> 1 and orders != 2        | orders <> 1 and orders <> 2
          orders NOT IN (1,2)                | orders not in (1, 2)
          not orders between 1 and 2         | orders not between 1 and 2
          country like 'C\\_%'               | country like 'C\\\\_%'
          country is not null                | country is not null
          (orders+1)*2 > 2*orders+1          | (orders + 1) * 2 > 2 * orders + 1
          orders - (1 - 2) > -3              | orders - (1 - 2) > -3
          -orders < 0                        | -(orders) < 0
          case when orders>1 then 'a' end='a'| case when orders > 1 then 'a' end = 'a'
          last_order_on>=date '2024-02-29'   | last_order_on >= date '2024-02-29'
          cast(country as BIGINT) = 1        | cast(country as bigint) = 1
          coalesce(revenue, 0) / orders > 2.50 -- why | coalesce(revenue, 0) / orders > 2.5
          country = 'it\\'s'                 | country = 'it\\'s'
          """)
  void printsOneNormalFormThatReadsAsItself(String text, String normal) {
    String printed = Unparser.text(predicate(text));

    assertThat(printed).isEqualTo(normal);
    assertThat(Unparser.text(predicate(printed))).isEqualTo(normal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ordrs > 3                     | 1:1 when: unknown column 'ordrs' (did you mean 'orders'?)
          orders > 3 and cuontry = 'CZ' | 1:16 when: unknown column 'cuontry' (did you mean 'country'?)
          cuntry = 'A' or ordrs = 1     | 1:1 when: unknown column 'cuntry' (did you mean 'country'?)
          orders = '3'                  | 1:1 when: cannot compare a whole number with text
          country > 3                   | 1:1 when: cannot compare text with a whole number
          last_order_on > '2024-01-01'  | 1:1 when: cannot compare a date with text; write date 'yyyy-mm-dd'
          country in ('CZ', 3)          | 1:9 when: cannot compare text with a whole number
          orders + 1                    | 1:1 when: must be a condition, which is true or false; it is a whole number
          orders and is_business        | 1:1 when: and, or, not want conditions, not a whole number
          country + 1 > 2               | 1:1 when: can only calculate with numbers, not with text
          orders = null                 | 1:1 when: nothing is ever equal to or more than null; write 'is null'
          is_business > false           | 1:1 when: conditions have no order; compare them with = or <>
          java_method('java.lang.System','exit') = 'x' | 1:1 when: unknown function 'java_method'
          reflect('a','b') is null      | 1:1 when: unknown function 'reflect'
          uper(country) = 'A'           | 1:1 when: unknown function 'uper' (did you mean 'upper'?)
          upper(orders) = 'A'           | 1:1 when: upper(text) wants text as value 1, it is a whole number
          current_date > last_order_on  | 1:1 when: unknown column 'current_date'
          1=1) OR (1=1                  | 1:4 when: unexpected ')'
          orders > 1 and                | 1:12 when: unexpected 'and' at the end
          orders >                      | 1:9 when: the expression ends too early
          orders and                    | 1:8 when: unexpected 'and' at the end
          1=1; drop table x             | 1:4 when: unexpected ';'
          exists (select 1)             | 1:1 when: subqueries are not allowed; an expression sees one row and nothing else
          orders > (select max(1))      | 1:10 when: subqueries are not allowed; an expression sees one row and nothing else
          orders in (select 1)          | 1:8 when: subqueries are not allowed; an expression sees one row and nothing else
          x -> x + 1                    | 1:1 when: lambda functions (->) are not allowed
          sum(orders) over (partition by country) > 1 | 1:1 when: window functions (over …) are not allowed
          count(distinct orders) > 1    | 1:1 when: functions are written as name(value, …) and nothing else
          pg.abs(orders) > 1            | 1:1 when: functions are written as name(value, …) and nothing else
          orders > 1e3                  | 1:10 when: constants are whole numbers, decimals such as 0.25, texts in quotes, true, false, null and date 'yyyy-mm-dd'
          country rlike '(a+)+'         | 1:9 when: only 'like' is allowed for patterns
          country = 'open               | 1:11 when: the quote ' is opened and never closed
          оrders > 1                    | 1:1 when: 'оrders' is no name: 'о' is CYRILLIC SMALL LETTER O; names have a-z, 0-9 and _
          orders ＞ 1                   | 1:8 when: the character '＞' has no meaning here: '＞' is FULLWIDTH GREATER-THAN SIGN
          orders <=> 1                  | 1:1 when: '<=>', 'is true' and 'is distinct from' are not allowed; write 'is null' for unknown values
          orders = :x                   | 1:10 when: nobody gives a value for the parameter ':x'
          orders > interval 3 days      | 1:10 when: constants are whole numbers, decimals such as 0.25, texts in quotes, true, false, null and date 'yyyy-mm-dd'
          country like 'a\\\\'          | 1:9 when: 'like' wants a pattern in quotes, without 'escape'; a backslash stands before %, _ or a backslash
          (orders, revenue) = (1, 2)    | 1:1 when: several values in brackets are allowed after 'in' only
          """)
  void saysWhatIsWrongAndWhere(String text, String mistake) {
    assertThat(mistakes(text).get(0)).isEqualTo(mistake);
  }

  @Test
  void notesAllUnknownNamesAtOnce() {
    assertThat(mistakes("cuntry = 'A' or ordrs = 1"))
        .containsExactly(
            "1:1 when: unknown column 'cuntry' (did you mean 'country'?)",
            "1:17 when: unknown column 'ordrs' (did you mean 'orders'?)");
    assertThat(mistakes("uper(cuntry) = 'A'"))
        .containsExactly(
            "1:6 when: unknown column 'cuntry' (did you mean 'country'?)",
            "1:1 when: unknown function 'uper' (did you mean 'upper'?)");
  }

  @Test
  void refusesWhatIsTooLongOrTooDeep() {
    assertThat(mistakes("(".repeat(5000) + "1" + ")".repeat(5000)))
        .containsExactly("1:1 when: the expression has 10001 characters; at most 4096 are allowed");
    assertThat(mistakes("(".repeat(500) + "1" + ")".repeat(500)))
        .containsExactly("1:31 when: brackets and cases nest more than 30 deep");
    assertThat(mistakes("not ".repeat(999) + "is_business"))
        .containsExactly("1:1 when: the expression nests more than 60 deep");
    assertThat(mistakes("not ".repeat(15000) + "is_business").get(0)).contains("60011 characters");
    assertThat(mistakes("1=1 or ".repeat(300) + "1=1").get(0))
        .contains("more than 1000 words and signs");
    assertThat(mistakes("case when ".repeat(40) + "true" + " then 1 end".repeat(40)).get(0))
        .contains("nest more than 30 deep");
    assertThat(mistakes("")).containsExactly("1:1 when: the expression is empty");
  }

  @Test
  void takesLongFlatExpressions() {
    assertThat(mistakes("orders = 1 or ".repeat(200) + "orders = 2")).isEmpty();
  }

  private static Node predicate(String text) {
    List<Mistake> mistakes = new ArrayList<>();
    Node node = Expressions.predicate(source(text), VOCABULARY, mistakes).orElse(null);
    assertThat(mistakes).isEmpty();
    return node;
  }

  private static List<String> mistakes(String text) {
    List<Mistake> mistakes = new ArrayList<>();
    Expressions.predicate(source(text), VOCABULARY, mistakes);
    return mistakes.stream().map(m -> m.toString().replace("f.yaml:", "")).toList();
  }

  private static SourceText source(String text) {
    return SourceText.of(text, new Location("f.yaml", 1, 1), "when");
  }
}
