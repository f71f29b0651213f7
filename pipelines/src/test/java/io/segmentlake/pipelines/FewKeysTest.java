package io.segmentlake.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FewKeysTest {
  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void goToEachTaskAndManyDoNot() {
    Dataset<Long> rows = lake.lakehouse().spark().range(1_000_000);
    assertThat(joined(rows.limit(100_000))).contains("BroadcastHashJoin");
    assertThat(joined(rows.limit(100_001))).doesNotContain("Broadcast");
  }

  /** How Spark joins them to many rows, where it is not to choose by size itself. */
  private static String joined(Dataset<Long> keys) {
    keys.sparkSession().conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
    try {
      return keys.sparkSession()
          .range(10)
          .join(FewKeys.of(keys.toDF()), "id", "left_semi")
          .queryExecution()
          .executedPlan()
          .toString();
    } finally {
      keys.sparkSession().conf().unset("spark.sql.autoBroadcastJoinThreshold");
    }
  }
}
