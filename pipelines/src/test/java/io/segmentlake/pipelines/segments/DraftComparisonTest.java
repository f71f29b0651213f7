package io.segmentlake.pipelines.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.segments.SegmentDiff.Crowd;
import io.segmentlake.pipelines.segments.SegmentDiff.Sample;
import io.segmentlake.pipelines.segments.SegmentDiff.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DraftComparisonTest {
  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  private SmallShop shop;

  @BeforeEach
  void oneBuysOnceTwoTwiceAndOneThrice() throws IOException {
    shop = new SmallShop(lake);
    shop.orders(1, "2025-03-01");
    shop.orders(2, "2025-03-01", "2025-03-02");
    shop.orders(3, "2025-03-01", "2025-03-02");
    shop.orders(4, "2025-03-01", "2025-03-02", "2025-03-03");
    shop.define("few", 1, "orders_lifetime <= 2");
    shop.define("calm", 1, "member('few')");
    shop.evaluate("2025-03-05", "2025-03-05");
    shop.keepFeatures("2025-03-05");
  }

  @Test
  void tellsWhoWouldEnterLeaveAndStay() throws IOException {
    List<SegmentDiff> diffs = compare("few", "orders_lifetime >= 2", Set.of("few", "calm"));

    assertThat(diffs).extracting(SegmentDiff::segmentId).containsExactlyInAnyOrder("few", "calm");
    for (SegmentDiff diff : diffs) {
      assertThat(diff.now()).isEqualTo(3);
      assertThat(diff.drafted()).isEqualTo(3);
      assertThat(diff.staying()).isEqualTo(crowd(2, "40.0000"));
      assertThat(diff.entering()).isEqualTo(crowd(1, "30.0000"));
      assertThat(diff.leaving()).isEqualTo(crowd(1, "10.0000"));
      assertThat(diff.revenueChange()).isEqualByComparingTo("20");
      assertThat(diff.unknown()).isZero();
      assertThat(diff.samples())
          .isEqualTo(
              Map.of(
                  Side.ENTERING,
                  List.of(new Sample(4, "orders_lifetime is 3 (>= 2)")),
                  Side.LEAVING,
                  List.of(new Sample(1, "orders_lifetime is 1, needs >= 2"))));
    }
  }

  @Test
  void countsAllAsEnteringWhereTheSegmentIsNew() throws IOException {
    SegmentDiff diff = compare("fresh", "orders_lifetime = 1", Set.of("fresh")).get(0);

    assertThat(diff.now()).isZero();
    assertThat(diff.entering()).isEqualTo(crowd(1, "10.0000"));
    assertThat(diff.samples()).containsOnlyKeys(Side.ENTERING);
  }

  @Test
  void countsThoseOfWhomAFactIsMissing() throws IOException {
    SegmentDiff diff = compare("few", "days_since_last_visit > 1", Set.of("few")).get(0);

    assertThat(diff.leaving().persons()).isEqualTo(3);
    assertThat(diff.unknown()).isEqualTo(1);
    assertThat(diff.samples().get(Side.LEAVING)).hasSize(3);
  }

  @Test
  void writesNothing() throws IOException {
    List<String> before = files();

    compare("few", "orders_lifetime >= 2", Set.of("few"));

    assertThat(files()).isEqualTo(before);
  }

  private List<SegmentDiff> compare(String id, String when, Set<String> ids) throws IOException {
    Path draft = lake.folder().resolve("draft.yaml");
    Files.writeString(draft, SmallShop.yaml(id, 2, when));
    SegmentCatalogue catalogue = SegmentCatalogue.loadWithDraft(shop.definitions(), draft);
    assertThat(catalogue.mistakes()).isEmpty();
    EvaluatedSegments evaluated =
        EvaluatedSegments.at(lake.lakehouse(), LocalDate.parse("2025-03-05"));
    return new DraftComparison(shop.history(), evaluated, CompiledSegments.of(catalogue.with(ids)))
        .of(ids);
  }

  private List<String> files() throws IOException {
    try (var files = Files.walk(Path.of(lake.lakehouse().root()))) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  /** Costs are not known, so the known margin is nothing. */
  private static Crowd crowd(long persons, String revenue) {
    return new Crowd(persons, new BigDecimal(revenue), new BigDecimal("0.0000"));
  }
}
