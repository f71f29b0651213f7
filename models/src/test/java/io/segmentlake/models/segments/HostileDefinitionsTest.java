package io.segmentlake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of these is refused with words, and leaves the segment beside it unharmed. */
class HostileDefinitionsTest {
  private static final String GOOD = Yaml.of("good", "when: orders_lifetime > 0");

  static Stream<Arguments> rules() {
    return Stream.of(
        rule("java_method('java.lang.System', 'exit', 1) = 'x'", "unknown function 'java_method'"),
        rule("reflect('java.lang.Runtime', 'getRuntime') is null", "unknown function 'reflect'"),
        rule("1=1) OR (1=1", "unexpected ')'"),
        rule("(".repeat(5000) + "1=1" + ")".repeat(5000), "at most 4096 are allowed"),
        rule("not ".repeat(15_000) + "is_business", "at most 4096 are allowed"),
        rule("not ".repeat(900) + "is_business", "nests more than 60 deep"),
        rule("case when true then ".repeat(50) + "true" + " end".repeat(50), "nest more than 30"),
        rule("1=1 or ".repeat(300) + "1 = 1", "more than 1000 words and signs"),
        rule("ordrs_lifetime > 1", "unknown column 'ordrs_lifetime'"),
        rule("orders_lifetime > (select max(1))", "subqueries are not allowed"),
        rule("exists (select 1 from orders)", "subqueries are not allowed"),
        rule("exists(array(1), x -> x > 0)", "lambda functions"),
        rule("row_number() over (order by orders_lifetime) = 1", "window functions"),
        rule("orders_lifetime = '3'", "cannot compare a whole number with text"),
        rule("оrders_lifetime > 1", "CYRILLIC SMALL LETTER O"),
        rule("orders_lifetime；drop", "FULLWIDTH SEMICOLON|unexpected"),
        rule("orders_lifetime > 1; drop table silver.orders", "unexpected ';'"),
        rule("current_timestamp() > last_order_on", "unknown function 'current_timestamp'"),
        rule("rand() < 0.5", "unknown function 'rand'"),
        rule("country rlike '(a+)+$'", "only 'like' is allowed"),
        rule("member('missing')", "unknown segment 'missing'"),
        rule("member(country)", "wants names in quotes"),
        rule("shop('gap_betwen_orders', 'median') > 1", "did you mean 'gap_between_orders'"),
        rule("days_before(orders_lifetime) > last_order_on", "wants one constant"),
        rule("orders_lifetime > :x", "unknown parameter ':x'"),
        rule("orders_lifetime", "must be a condition"),
        rule("member_ago('good', 90)", "'member_ago' is not supported yet"),
        rule("'unclosed", "never closed"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void refusesHostileRules(String rule, String message) {
    String block = "when: >-\n  " + rule;

    assertRefused(Yaml.of("bad", block), message);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        text(Yaml.of("bad", "when: " + "x".repeat(2_000_000)), "longer than 1000000"),
        text(Yaml.of("bad", "\twhen: 1 = 1"), "a tab stands"),
        text(Yaml.of("bad", "when: 1 = 1", "when: 2 = 2"), "stands here again"),
        text(Yaml.of("bad", "wen: 1 = 1"), "unknown key 'wen' .did you mean 'when'|'when' is miss"),
        text(Yaml.of("bad", "when: &a 1 = 1", "offer: *a"), "anchors"),
        text(bomb(), "anchors|aliases"),
        text("id: bad\nwhen: 1 = 1\n", "'owner' is missing"),
        text(Yaml.of("bad", "when: [1, 2]"), "must be a single value"),
        text(Yaml.of("bad", "when:"), "has no value"),
        text(Yaml.of("Bad-Id", "when: 1 = 1"), "'Bad-Id' is no id"),
        text(Yaml.of("bad", "when: !!java.net.URL x"), "tags"),
        text(Yaml.of("bad", "when: 1 = 1", "priority: 900"), "'900' is not a whole number"),
        text(Yaml.of("bad", "when: 1 = 1").replace("version: 1", "version: 0"), "'0' is not"),
        text(
            Yaml.of("bad", "when: 1 = 1").replace("engagement", "purchase"),
            "at least one goal must be something else"),
        text(Yaml.of("bad", "when: 1 = 1").replace("engagement", "purchse"), "did you mean 'purch"),
        text("id: [bad", "this is not YAML"),
        text("", "the file is empty"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void refusesHostileFiles(String text, String message) {
    assertRefused(text, message);
  }

  static Stream<Arguments> measures() {
    return Stream.of(
        rule("{count: ordrs}", "unknown stream 'ordrs'"),
        rule("{count: products}", "unknown stream 'products'"),
        rule("{count: sessions}", "the stream 'sessions' is not supported yet"),
        rule("{count: orders, sum: orders}", "several aggregates"),
        rule("{of: order_id}", "no aggregate"),
        rule("{median: orders, of: gross_amount}", "'median' is not supported yet"),
        rule("{count: orders, after: last n}", "'after' is not supported yet"),
        rule("{count: orders, per: category}", "'per' is not supported yet"),
        rule("{count: orders, window: latest 10}", "'latest 10' is not supported yet"),
        rule("{count: orders, window: 24 hours}", "'24 hours' is not supported yet"),
        rule("{count: orders, window: soon}", "'soon' is not a window"),
        rule("{count: orders, window: 0 days}", "'0 days' is not a window"),
        rule("{count: orders, window: 30..120 days ago}", "is not a window"),
        rule("{count: orders, where: \"chanel = 'web'\"}", "did you mean 'channel'"),
        rule("{count: orders, where: local_hour > 3}", "'local_hour' is not supported yet"),
        rule("{count: orders, of: order_id}", "a count has no 'of'"),
        rule("{sum: orders}", "'of' is missing"),
        rule("{sum: orders, of: order_id}", "sum wants numbers"),
        rule("{last: orders, of: days_since_previous}", "not supported yet"),
        rule("{count: orders, wher: 1 = 1}", "unknown key 'wher'"),
        rule("many", "must be keys such as"));
  }

  @ParameterizedTest
  @MethodSource("measures")
  void refusesHostileMeasures(String measure, String message) {
    assertRefused(Yaml.of("bad", "measures: {n: " + measure + "}", "when: n = n"), message);
  }

  static Stream<Arguments> ranks() {
    return Stream.of(
        rule("{by: margin_365d}", "'top' is missing"),
        rule("{by: margin_365d, top: 0 %}", "'0 %' is not a share"),
        rule("{by: margin_365d, top: 101 %}", "'101 %' is not a share"),
        rule("{by: country, top: 1 %}", "ranks want a number, this is text"),
        rule("{by: margin_365d, top: 1 %, ties: exclude}", "one of include"),
        rule("{by: margin_365d, base: orders_365d, top: 1 %}", "must be a condition"));
  }

  @ParameterizedTest
  @MethodSource("ranks")
  void refusesHostileRanks(String rank, String message) {
    assertRefused(Yaml.of("bad", "rank: {r: " + rank + "}", "when: r"), message);
  }

  @Test
  void namesCyclesAndLeavesTheOthers() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("a.yaml", Yaml.of("a", "when: member('b')"));
    files.put("b.yaml", Yaml.of("b", "when: orders_30d > 1 and member('a')"));
    files.put("good.yaml", GOOD);
    files.put("on.yaml", Yaml.of("on", "when: member('a')"));
    files.put("self.yaml", Yaml.of("self", "when: not member('self')"));

    SegmentCatalogue catalogue = SegmentCatalogue.parse(files);

    assertThat(catalogue.segments()).extracting(SegmentDefinition::id).containsExactly("good");
    assertThat(catalogue.mistakes().stream().map(Object::toString))
        .containsExactly(
            "b.yaml:6:26 when: segments build on each other: a -> b -> a",
            "self.yaml:6:11 when: segments build on each other: self -> self");
  }

  @Test
  void refusesBothOfTwoSegmentsWithOneId() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("one.yaml", Yaml.of("twice", "when: orders_30d > 1"));
    files.put("two.yaml", Yaml.of("twice", "when: orders_30d > 2"));
    files.put("good.yaml", GOOD);

    SegmentCatalogue catalogue = SegmentCatalogue.parse(files);

    assertThat(catalogue.segments()).extracting(SegmentDefinition::id).containsExactly("good");
    assertThat(catalogue.mistakes().stream().map(Object::toString))
        .containsExactly("two.yaml:1:1 id: the segment 'twice' is defined in one.yaml too");
  }

  @Test
  void refusesRanksOverRankedSegments() {
    assertThat(
            Yaml.mistakes(
                Yaml.of("top", "rank: {r: {by: revenue_365d, top: 1 %}}", "when: r"),
                Yaml.of(
                    "top_of_top",
                    "rank: {r: {by: margin_365d, base: member('top'), top: 1 %}}",
                    "when: r")))
        .containsExactly(
            "top_of_top.yaml:6:35 rank: a rank cannot build on 'top', which has a rank itself");
  }

  @Test
  void reportsAllMistakesOfAllFilesAtOnce() {
    assertThat(
            Yaml.mistakes(
                Yaml.of("a", "when: ordrs_30d > 1 and cuntry = 'CZ'", "chanels: []"),
                Yaml.of("b", "measures: {n: {count: order}}", "when: n > 1 and")))
        .containsExactly(
            "a.yaml:6:7 when: unknown column 'ordrs_30d' (did you mean 'orders_30d'?)",
            "a.yaml:6:25 when: unknown column 'cuntry' (did you mean 'country'?)",
            "a.yaml:7:1 unknown key 'chanels' (did you mean 'channels'?)",
            "b.yaml:6:23 measures.n.count: unknown stream 'order'; one of orders, order_lines,"
                + " refunds, web_events, email_events, consents, preferences, assignments, surveys, loyalty,"
                + " shipments, claims, ratings (did you mean 'orders'?)",
            "b.yaml:7:13 when: unexpected 'and' at the end");
  }

  private static void assertRefused(String text, String message) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("bad.yaml", text);
    files.put("good.yaml", GOOD);

    SegmentCatalogue catalogue = SegmentCatalogue.parse(files);

    assertThat(catalogue.segments()).extracting(SegmentDefinition::id).containsExactly("good");
    List<String> mistakes = catalogue.mistakes().stream().map(Object::toString).toList();
    assertThat(mistakes).allSatisfy(m -> assertThat(m).startsWith("bad.yaml:"));
    assertThat(mistakes).anySatisfy(m -> assertThat(m).containsPattern(message));
    assertThat(mistakes).allSatisfy(m -> assertThat(m).doesNotContain("Exception", "\n"));
  }

  private static String bomb() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      String last = "*a" + (i - 1);
      text.append("a" + i + ": &a" + i + " [" + last + ", " + last + "]\n");
    }
    return text.toString();
  }

  private static Arguments rule(String rule, String message) {
    return Arguments.of(rule, quotedWhereFixed(message));
  }

  private static Arguments text(String text, String message) {
    return Arguments.of(text, quotedWhereFixed(message));
  }

  private static String quotedWhereFixed(String message) {
    return message.contains("|") ? message : java.util.regex.Pattern.quote(message);
  }
}
