package io.segmentlake.pipelines.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.training.Experiments;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.features.CustomerHistory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrainingExperimentsTest {
  private static final LocalDate DRAWN = LocalDate.of(2026, 5, 10);
  private static final LocalDate AS_OF = DRAWN.plusDays(14);
  private static final LocalDate BEFORE = LocalDate.of(2026, 4, 1);

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void knowsWhoWasDrawnForWhatAndWhatCameButNothingOfTheDayBefore() {
    new LotShop()
        .order(1, BEFORE, "50", "20")
        .order(2, BEFORE, "50", "20")
        .order(3, BEFORE, "50", "20")
        .order(5, BEFORE, "50", "20")
        .order(6, BEFORE, "50", "20")
        // On the day itself, on the last day that counts, and after it.
        .order(1, DRAWN, "30", "10")
        .order(1, AS_OF, "40", "15")
        .order(2, AS_OF.plusDays(1), "70", "30")
        // The cost of this one is not known.
        .order(3, DRAWN.plusDays(3), "20", null)
        // Had never ordered before.
        .order(4, DRAWN.plusDays(1), "90", "30")
        .visit(2, DRAWN)
        .lot("spring", 1, DRAWN, "10 % off", "0.1")
        .lot("spring", 2, DRAWN, " Control ", "0")
        .lot("spring", 3, DRAWN, "control", "0")
        .lot("spring", 4, DRAWN, "control", "0")
        // Drawn later: saw more than the others.
        .lot("spring", 5, DRAWN.plusDays(2), "10 % off", "0.1")
        // Of this one the outcome is not known yet, and this one had no control.
        .lot("summer", 1, DRAWN.plusDays(1), "control", "0")
        .lot("all", 6, DRAWN, "free shipping", "0")
        .write(lake.lakehouse());

    assertThat(rows(AS_OF))
        .containsExactly(
            "1 2026-05-09 1 0 spring 10 % off 0.1000 2 70.0000 25.0000",
            "2 2026-05-09 1 0 spring control 0.0000 0 0.0000 0.0000",
            "3 2026-05-09 1 0 spring control 0.0000 1 20.0000 null");
  }

  @Test
  void takesOneWithoutAControlWhereThereIsNoOther() {
    new LotShop()
        .order(1, BEFORE, "50", "20")
        .lot("all", 1, DRAWN, "free shipping", "0")
        .write(lake.lakehouse());

    assertThat(rows(AS_OF))
        .containsExactly("1 2026-05-09 1 0 all free shipping 0.0000 0 0.0000 0.0000");
    assertThat(rows(AS_OF.minusDays(1))).as("a day too early").isEmpty();
  }

  private List<String> rows(LocalDate asOf) {
    new TrainingExperiments(new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, 1)).write(asOf);
    return lake.lakehouse()
        .read(Experiments.TABLE)
        .orderBy("customer_id")
        .selectExpr(
            "concat_ws(' ', customer_id, as_of, orders_lifetime, visits_30d, campaign_id, arm,"
                + " discount_rate, orders_after, revenue_after, coalesce(string(margin_after), 'null'))")
        .as(Encoders.STRING())
        .collectAsList();
  }
}
