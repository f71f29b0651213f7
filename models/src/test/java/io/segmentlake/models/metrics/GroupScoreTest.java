package io.segmentlake.models.metrics;

import static io.segmentlake.models.metrics.GroupScore.margin;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GroupScoreTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final Map<String, Column> COUNTRY = Map.of("country", col("country"));

  @Test
  void tellsPromiseOutcomeAndOrderOfEachGroup() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(rows("CZ", .25, 0, 60));
    rows.addAll(rows("CZ", .75, 1, 20));
    rows.addAll(rows("SK", .5, 1, 50));

    assertThat(scores(rows))
        .containsExactly(
            // (60 × .25 + 20 × .75) ÷ 80; off by .25 everywhere.
            new GroupScore("country", "CZ", 80, .375, .25, margin(.25, 80), 1, .25),
            new GroupScore("country", "SK", 50, .5, 1, 0, Double.NaN, .5));
  }

  @Test
  void tellsSmallGroupsTogetherAndThoseWhoDidNotSay() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(rows("AT", .5, 1, 10));
    rows.addAll(rows("HU", .5, 0, 30));
    rows.addAll(rows(null, .5, 0, 50));

    assertThat(scores(rows))
        .containsExactly(
            new GroupScore("country", "other", 40, .5, .25, margin(.25, 40), .5, .25),
            new GroupScore("country", "unknown", 50, .5, 0, 0, Double.NaN, .5));
  }

  @Test
  void isUnfairByWhatChanceDoesNotExplain() {
    // 1.96 × √(.25 × .75 ÷ 300) = .049
    double margin = margin(.25, 300);
    assertThat(new GroupScore("country", "CZ", 300, .35, .25, margin, .7, .1).unfairness())
        .isCloseTo(.1 - .049, within(1e-9));
    assertThat(new GroupScore("country", "CZ", 300, .27, .25, margin, .7, .1).unfairness())
        .isZero();
  }

  private static List<GroupScore> scores(List<Row> rows) {
    Dataset<Row> table =
        SPARK.table("country string, p double, came int", rows.toArray(Row[]::new));
    return GroupScore.of(table, ScoreColumns.of("p", "came"), COUNTRY);
  }

  private static List<Row> rows(String country, double p, int came, int count) {
    return Collections.nCopies(count, RowFactory.create(country, p, came));
  }
}
