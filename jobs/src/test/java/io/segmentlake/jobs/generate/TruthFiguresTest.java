package io.segmentlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class TruthFiguresTest {
  @Test
  void countsPairsThatTheChancesPutInTheRightOrder() {
    // Chance, buyers, all: of 3 x 4 pairs 2 + 3 + 3 are right, 1 + 1 are ties.
    List<Row> histogram = List.of(bucket(.1, 0, 2), bucket(.2, 1, 2), bucket(.6, 2, 3));
    assertThat(TruthFigures.auc(histogram, 3, 4)).isEqualTo((2.5 + 2 * 3.5) / 12, within(1e-12));
  }

  @Test
  void isOneHalfForChancesThatTellNothing() {
    assertThat(TruthFigures.auc(List.of(bucket(.3, 5, 20)), 5, 15)).isEqualTo(.5);
  }

  private static Row bucket(double chance, long buyers, long all) {
    return RowFactory.create(chance, buyers, all);
  }
}
