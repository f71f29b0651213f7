package io.segmentlake.pipelines.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.predictions.ModelRegistry.Entry;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModelRegistryTest {
  private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
  private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);
  private static final LocalDate JULY = LocalDate.of(2026, 7, 1);

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void theChampionOfADateIsTheOneOfThen() {
    ModelRegistry registry = new ModelRegistry(lake.lakehouse());
    Entry first = entry(1, Stage.CHAMPION, MAY);
    Entry second = entry(2, Stage.CHALLENGER, JUNE);
    registry.add(List.of(first));
    registry.add(List.of(second));

    assertThat(registry.champion("clv", JULY)).contains(first);

    Entry retired = first.to(Stage.RETIRED, JULY, "version 2 was promoted");
    Entry promoted = second.to(Stage.CHAMPION, JULY, "better");
    registry.add(List.of(retired, promoted));

    assertThat(registry.champion("clv", MAY.minusDays(1))).isEmpty();
    assertThat(registry.champion("clv", JULY.minusDays(1))).contains(first);
    assertThat(registry.champion("clv", JULY)).contains(promoted);
    assertThat(registry.champion("churn", JULY)).isEmpty();
    assertThat(registry.versions()).containsExactly(retired, promoted);
    assertThat(registry.entries()).containsExactly(first, second, retired, promoted);
    assertThat(registry.nextVersion("clv")).isEqualTo(3);
    assertThat(registry.nextVersion("churn")).isEqualTo(1);
  }

  private static Entry entry(int version, Stage stage, LocalDate since) {
    return new Entry(
        "clv",
        version,
        stage,
        since,
        "trained",
        "BG/NBD × Gamma-Gamma",
        since,
        version,
        Map.of("alpha", 4.4, "r", .24),
        "_models/clv/" + version);
  }
}
