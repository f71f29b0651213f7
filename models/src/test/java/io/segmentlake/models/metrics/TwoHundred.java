package io.segmentlake.models.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** 200 customers made by whole-number arithmetic, with ties, as a second library was given them. */
final class TwoHundred {
  static final String DDL =
      "id bigint, score double, label double, weight double, value double, uplift double, treated double, response double";

  private TwoHundred() {}

  static Row[] rows() {
    return IntStream.range(0, 200).mapToObj(TwoHundred::row).toArray(Row[]::new);
  }

  private static Row row(int i) {
    int s = (i * 73 + 19) % 101;
    double label = (i * i * 7 + i * 3) % 11 * 10 + s > 110 ? 1 : 0;
    int u = (i * 53 + 7) % 89;
    int treated = i * 31 % 17 % 2;
    double response = (i * i * 5 + i) % 13 * 8 + treated * u > 80 ? 1 : 0;
    return RowFactory.create(
        (long) i,
        (s + 1) / 103.0,
        label,
        1.0 + i % 3,
        label * (i * 29 % 50),
        u / 89.0 - .3,
        (double) treated,
        response);
  }

  /** A hundred distinct scores with labels, best first. */
  static List<ScoreGroup> hundredScores() {
    List<ScoreGroup> groups = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int s = i * 37 % 101;
      double label = (i * i * 7 + i * 3) % 11 * 10 + s > 110 ? 1 : 0;
      groups.add(ScoreGroup.of((s + 1) / 103.0, 1, label));
    }
    return ScoreGroups.sorted(groups);
  }
}
