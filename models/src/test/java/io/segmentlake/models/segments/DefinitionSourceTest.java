package io.segmentlake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionSourceTest {

  @Test
  void isReadAgainAsTheSameDefinitionForAllThatAreShipped() {
    assertReadAgain(SegmentCatalogue.load(Path.of("../conf/segments")).orThrow());
  }

  @Test
  void isReadAgainAsTheSameDefinitionWhateverItUses() {
    assertReadAgain(
        SegmentCatalogue.parse(
                Yaml.files(
                    Yaml.of(
                        "odd",
                        "offer: \"50 % off: 'now', \\\"then\\\" never\"",
                        "channels: [email, meta]",
                        "priority: 7",
                        "measures:",
                        "  teas: {count: orders, where: \"product_id = 'it\\\\'s'\", window: 3 months}",
                        "  spent: {sum: order_lines, of: -line_amount * 2.0, window: 120..30 days ago}",
                        "  seen: {last: web_events, of: at, where: \"type like 'product%'\"}",
                        "  quiet: {min: email_events, of: days_ago}",
                        "rank:",
                        "  top: {by: revenue_365d / 2, base: orders_365d >= 1 and country is not null, top: 2.5 %}",
                        "  most: {by: margin_365d, top: 100 %}",
                        "when: >",
                        "  (teas >= 2 or spent > 1.50) and not top and most and seen is not null",
                        "  and quiet < 5 and case when country = 'CZ' then true else is_business end",
                        "  and last_order_on > date '2024-01-31' and days_since_last_order",
                        "  not between 3 and 5"),
                    Yaml.of(
                        "series",
                        "params: {days: whole number}",
                        "variants: [{id: short, days: 7}, {id: long, days: 90, priority: 3}]",
                        "when: days_since_last_order > :days and not member('odd')")))
            .orThrow());
  }

  @Test
  void tellsARuleWithoutMeasuresAndRanksFromItsWords() {
    SegmentDefinition definition =
        SegmentCatalogue.parse(
                Yaml.files(Yaml.of("plain", "when: orders_lifetime>=2 AND is_business")))
            .orThrow()
            .get(0);
    String source = SegmentDefinition.source("plain", 1, definition.brief(), definition.rule());

    assertThat(readAgain(Map.of("plain", source)).get(0).contentHash())
        .isEqualTo(definition.contentHash());
  }

  private static void assertReadAgain(List<SegmentDefinition> definitions) {
    Map<String, String> sources = new LinkedHashMap<>();
    definitions.forEach(d -> sources.put(d.id(), d.source()));
    assertThat(readAgain(sources))
        .extracting(
            SegmentDefinition::id,
            SegmentDefinition::version,
            SegmentDefinition::brief,
            SegmentDefinition::rule,
            SegmentDefinition::contentHash)
        .containsExactlyInAnyOrderElementsOf(
            definitions.stream()
                .map(
                    d ->
                        org.assertj.core.groups.Tuple.tuple(
                            d.id(), d.version(), d.brief(), d.rule(), d.contentHash()))
                .toList());
  }

  private static List<SegmentDefinition> readAgain(Map<String, String> sources) {
    return SegmentCatalogue.parse(sources).orThrow();
  }
}
