package io.segmentlake.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CampaignEffectTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final IncentiveArm MILD = new IncentiveArm("10 % off", .1, 0, 2);
  private static final IncentiveArm DEEP = new IncentiveArm("50 % off", .5, 0, 2);

  @TempDir Path folder;

  /**
   * Customer 1 of 100 an order: 40 % margin of .1 orders are 4 without; .5 × (40 − 10) − 2 = 13
   * with the mild offer; the deep one leaves less than nothing. Revenue: 100 × (.5 × .9 − .1 × 1) =
   * 35; margin: 100 × (.5 × .3 − .1 × .4) − 2 = 9.
   */
  @Test
  void tellsMoneyQuadrantAndTheOfferThatLeavesMost() throws IOException {
    CampaignEffect saved = new CampaignEffect().setFigures(figures(true, List.of(MILD, DEEP)));
    saved.write().overwrite().save(folder.resolve("effect").toString());

    assertThat(told(CampaignEffect.load(folder.resolve("effect").toString())))
        .containsExactly(
            "1 0.400000 0.100000 35.0000 9.0000 persuadable 10 % off",
            // Expected: 20 without, .45 × 30 − 2 = 11.5 with the mild offer.
            "2 -0.050000 0.500000 -9.5000 -8.5000 do_not_disturb none",
            // No own amount of an order, so 60: 60 × (.305 × .9 − .3) = −1.53.
            "3 0.005000 0.300000 -1.5300 -3.7100 sure_thing none",
            "4 0.000000 0.020000 -0.2000 -2.2000 lost_cause none",
            "5 - - - - - -");
  }

  @Test
  void tellsOneUpliftOfAllWhereCustomersDoNotDiffer() {
    assertThat(told(new CampaignEffect().setFigures(figures(false, List.of(MILD, DEEP)))))
        .containsExactly(
            "1 0.050000 0.100000 12.0000 3.0000 - -",
            "2 0.050000 0.500000 12.0000 3.0000 - -",
            "3 0.050000 0.300000 12.0000 3.0000 - -",
            "4 0.050000 0.020000 12.0000 3.0000 - -",
            "5 - - - - - -");
  }

  @Test
  void picksNoOfferWhereOneWasTested() {
    assertThat(told(new CampaignEffect().setFigures(figures(true, List.of(MILD)))).get(0))
        .isEqualTo("1 0.400000 0.100000 35.0000 9.0000 persuadable -");
  }

  private static CampaignFigures figures(boolean differs, List<IncentiveArm> arms) {
    return new CampaignFigures(
        "spring", arms, 0, differs, .05, 12.0, 3.0, 1.0, .9, .4, .3, 60, .4, .01, .2);
  }

  private static List<String> told(CampaignEffect effect) {
    Dataset<Row> customers =
        SPARK.table(
            "id int, order_days bigint, average_order_value decimal(18,4),"
                + " campaign_control_outcome double, campaign_outcome_0 double,"
                + " campaign_outcome_1 double",
            RowFactory.create(1, 1L, new BigDecimal("100.0000"), .1, .5, .9),
            RowFactory.create(2, 2L, new BigDecimal("100.0000"), .5, .45, .9),
            RowFactory.create(3, 1L, null, .3, .305, .3),
            RowFactory.create(4, 1L, new BigDecimal("100.0000"), .02, .02, .02),
            RowFactory.create(5, 0L, null, .1, .5, .9));
    return effect
        .transform(customers)
        .selectExpr(
            "concat_ws(' ', id, coalesce(string(uplift_order_probability), '-'),"
                + " coalesce(string(uplift_untreated_probability), '-'),"
                + " coalesce(string(uplift_revenue), '-'), coalesce(string(uplift_margin), '-'),"
                + " coalesce(uplift_quadrant, '-'), coalesce(best_incentive, '-'))")
        .as(Encoders.STRING())
        .collectAsList();
  }
}
