package io.segmentlake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlanTextTest {

  @Test
  void showsMeasuresByStreamThresholdsAndRules() {
    CompiledSegments compiled =
        Yaml.compile(
            Yaml.of(
                "looker",
                "measures:",
                "  views: {count: web_events, where: \"type = 'product_view'\", window: 30 days}",
                "  last_coupon: {last: orders, of: coupon_id}",
                "when: \"views >= 3 and (last_coupon is null or country = 'CZ')\""),
            Yaml.of(
                "top",
                "measures:",
                "  seen: {count: web_events, where: type='product_view', window: 30 days}",
                "rank:",
                "  best: {by: seen, base: \"orders_365d > shop('order_value', 'mean')\", top: 5 %}",
                "when: best or member('looker')"));

    assertThat(compiled.plan())
        .isEqualTo(
            """
            2 segments, 2 measures over 2 streams, 1 rank edges, 1 shop thresholds

            stream orders: one scan of all time, one aggregation
              last_orders_cd3bc5f4c5df
                = last orders of coupon_id
                path: conditional aggregate that keeps keys or values of rows (sorts or collects)
                for looker

            stream web_events: one scan of 30 days, one aggregation
              count_web_events_c4a99f904f82
                = count web_events where type = 'product_view' window 30 days
                path: conditional aggregate
                for looker, top, rank_a5e6020b6ba2

            rank edges: one aggregation over the base, exact, ties in
              rank_a5e6020b6ba2
                = the value of count_web_events_c4a99f904f82 that the top 5 % reach of those with orders_365d > shop('order_value', 'mean')
                for top

            shop thresholds: from features.shop
              order_value.mean  for top, rank_a5e6020b6ba2

            rules: one pass, members after the segments they build on
              0 looker v1, layer 0, 7191c650a66f
                      count_web_events_c4a99f904f82 >= 3
                  and (last_orders_cd3bc5f4c5df is null or country = 'CZ')
              1 top v1, layer 1, dcc0ed10e528
                      orders_365d > shop('order_value', 'mean') and count_web_events_c4a99f904f82 >= rank_a5e6020b6ba2
                   or member('looker')
            """);
  }

  /** The whole catalogue as it runs: a change of it is a change that somebody has to read. */
  @Test
  void theCatalogueCompilesToItsGoldenForm() throws IOException {
    SegmentCatalogue catalogue = SegmentCatalogue.load(Path.of("../conf/segments"));

    assertThat(CompiledSegments.of(catalogue.orThrow()).plan()).isEqualTo(golden());
    assertThat(catalogue.warnings()).isEmpty();
  }

  private String golden() throws IOException {
    try (var in = getClass().getResourceAsStream("catalogue-plan.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
