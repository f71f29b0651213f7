package io.segmentlake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.models.configuration.ConfigurationException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCatalogueTest {

  @Test
  void readsEveryKeyOfADefinition() {
    SegmentDefinition vip =
        one(
            """
            id: vip
            version: 3
            owner: retention
            purpose: The best.
            goals: [{kind: relationship, metric: nps}, {kind: purchase, metric: orders_60d}]
            offer: early access
            channels: [email, google_ads]
            priority: 70
            measures:
              views: {count: web_events, where: "type = 'product_view'", window: 30 days}
              spent: {sum: order_lines, of: line_amount, window: 120..30 days ago}
            rank:
              top_value: {by: margin_365d, base: orders_365d >= 1, top: 2.5 %, ties: include}
            when: top_value and views >= 3 and spent > 100
            """);

    assertThat(vip.id()).isEqualTo("vip");
    assertThat(vip.version()).isEqualTo(3);
    assertThat(vip.brief())
        .isEqualTo(
            new SegmentBrief(
                "retention",
                "The best.",
                List.of(new Goal("relationship", "nps"), new Goal("purchase", "orders_60d")),
                "early access",
                List.of("email", "google_ads"),
                70));
    assertThat(vip.ranks().get(0).share()).isEqualTo(new BigDecimal("0.025"));
    assertThat(vip.rule())
        .isEqualTo(
            "top_value and views >= 3 and spent > 100"
                + "; views = count web_events where type = 'product_view' window 30 days"
                + "; spent = sum order_lines of line_amount window 120..30 days ago"
                + "; top_value = top 2.5 % by margin_365d of those with orders_365d >= 1");
  }

  @Test
  void hasDefaultsForWhatMayBeLeftOut() {
    SegmentDefinition plain = one(Yaml.of("plain", "when: orders_lifetime = 0"));

    assertThat(plain.brief().offer()).isEmpty();
    assertThat(plain.brief().channels()).isEmpty();
    assertThat(plain.brief().priority()).isEqualTo(50);
    assertThat(plain.measures()).isEmpty();
    assertThat(plain.ranks()).isEmpty();
  }

  @Test
  void makesOneSegmentPerVariant() {
    String text =
        Yaml.of(
            "rfm",
            "params: {group: rfm_group, least: whole number}",
            "variants:",
            "  - {id: best, group: champions, least: 4, priority: 90, offer: thanks}",
            "  - {id: gone, group: inactive, least: 1, purpose: Come back.}",
            "when: rfm_group = :group and orders_lifetime >= :least");

    List<SegmentDefinition> both = SegmentCatalogue.parse(Yaml.files(text)).orThrow();

    assertThat(both).extracting(SegmentDefinition::id).containsExactly("rfm_best", "rfm_gone");
    assertThat(both)
        .extracting(SegmentDefinition::rule)
        .containsExactly(
            "rfm_group = 'champions' and orders_lifetime >= 4",
            "rfm_group = 'inactive' and orders_lifetime >= 1");
    assertThat(both.get(0).brief().priority()).isEqualTo(90);
    assertThat(both.get(1).brief().purpose()).isEqualTo("Come back.");
    assertThat(both.get(1).brief().owner()).isEqualTo("crm");
  }

  @Test
  void putsSegmentsAfterThoseTheyBuildOn() {
    SegmentCatalogue catalogue =
        SegmentCatalogue.parse(
            Yaml.files(
                Yaml.of("a", "when: member('b') and not member('c')"),
                Yaml.of("b", "when: member('c')"),
                Yaml.of("c", "when: orders_lifetime > 0")));

    assertThat(catalogue.orThrow())
        .extracting(SegmentDefinition::id)
        .containsExactly("c", "b", "a");
  }

  @Test
  void keepsTheOthersWhereOneFileIsWrong(@TempDir Path folder) throws IOException {
    Path segments = Files.createDirectories(folder.resolve("conf/segments/deep"));
    Files.writeString(segments.resolve("good.yaml"), Yaml.of("good", "when: orders_lifetime > 1"));
    Files.writeString(segments.resolve("bad.yaml"), Yaml.of("bad", "when: ordres_lifetime > 1"));
    Files.writeString(segments.resolve("on-bad.yml"), Yaml.of("on_bad", "when: member('bad')"));
    Files.writeString(segments.resolve("notes.txt"), "not a definition");

    SegmentCatalogue catalogue = SegmentCatalogue.load(folder.resolve("conf/segments"));

    assertThat(catalogue.segments()).extracting(SegmentDefinition::id).containsExactly("good");
    assertThatThrownBy(catalogue::orThrow)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Cannot use the configuration: 2 mistakes.\n"
                + "conf/segments/deep/bad.yaml:6:7 when: unknown column 'ordres_lifetime' (did you"
                + " mean 'orders_lifetime'?)\n"
                + "conf/segments/deep/on-bad.yml:6:7 when: the segment 'bad' has mistakes of its"
                + " own");
  }

  @Test
  void replacesSegmentsByADraft(@TempDir Path folder) throws IOException {
    Path segments = Files.createDirectories(folder.resolve("segments"));
    Files.writeString(segments.resolve("a.yaml"), Yaml.of("a", "when: orders_lifetime > 1"));
    Files.writeString(segments.resolve("b.yaml"), Yaml.of("b", "when: member('a')"));
    Path draft = Files.writeString(folder.resolve("x.yaml"), Yaml.of("a", "when: orders_30d > 5"));

    List<SegmentDefinition> found = SegmentCatalogue.loadWithDraft(segments, draft).orThrow();

    assertThat(found).extracting(SegmentDefinition::rule).contains("orders_30d > 5", "member('a')");
    assertThat(found).hasSize(2);
  }

  @Test
  void hashesTheRuleAndNothingElse() {
    String hash =
        one(Yaml.of("a", "measures: {n: {count: orders, window: 9 days}}", "when: n > 1"))
            .contentHash();

    assertThat(
            one(Yaml.of(
                    "a",
                    "offer: other",
                    "measures: {other_name: {count: orders, window: 9 days}}",
                    "when: (other_name>1) -- comment"))
                .contentHash())
        .isEqualTo(hash);
    assertThat(
            one(Yaml.of("a", "measures: {n: {count: orders, window: 8 days}}", "when: n > 1"))
                .contentHash())
        .isNotEqualTo(hash);
  }

  @Test
  void warnsWhereSomethingUnknownIsNegated() {
    SegmentCatalogue catalogue =
        SegmentCatalogue.parse(
            Yaml.files(
                Yaml.of("a", "when: not is_business and orders_30d <> 1"),
                Yaml.of("b", "when: country <> 'CZ'"),
                Yaml.of("c", "when: country is null or country <> 'CZ'"),
                Yaml.of("d", "when: not coalesce(is_business, false)")));

    assertThat(catalogue.warnings().stream().map(Object::toString))
        .containsExactly(
            "a.yaml:6:7 when: this negates is_business, which may be unknown; customers for whom"
                + " it is are not in 'a' (use 'is null' or coalesce to say what they are)",
            "b.yaml:6:7 when: this negates country, which may be unknown; customers for whom it is"
                + " are not in 'b' (use 'is null' or coalesce to say what they are)");
  }

  private static SegmentDefinition one(String text) {
    return SegmentCatalogue.parse(Yaml.files(text)).orThrow().get(0);
  }
}
