package io.segmentlake.models.uplift;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentlake.models.SparkExtension;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QuadrantsTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void tellsTheFourKindsOfCustomersApart() {
    Row[] customers = {
      RowFactory.create(.10, .02),
      RowFactory.create(.90, .02),
      RowFactory.create(.90, -.02),
      RowFactory.create(.10, -.02),
      RowFactory.create(.50, .01),
      RowFactory.create(.49, -.01),
      RowFactory.create(null, .3),
    };

    assertThat(
            SPARK
                .table("control_outcome double, uplift double", customers)
                .select(new Quadrants(.02, .5).of(col("control_outcome"), col("uplift")))
                .collectAsList())
        .containsExactly(
            RowFactory.create("persuadable"),
            RowFactory.create("persuadable"),
            RowFactory.create("do_not_disturb"),
            RowFactory.create("do_not_disturb"),
            RowFactory.create("sure_thing"),
            RowFactory.create("lost_cause"),
            RowFactory.create((Object) null));
  }

  @Test
  void refusesAnEffectOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Quadrants(0, .5))
        .withMessage("Cannot tell quadrants apart: the least effect is 0.0. It must be above 0.");
  }
}
