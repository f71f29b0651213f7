package io.segmentlake.models.churn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataType;

/**
 * From a customer's terms and values to the features that move the customer most in the direction
 * in which it differs from the base, the strongest first.
 *
 * @param featureOf for each term the place of its feature
 */
record Reasons(Attribution attribution, List<String> features, int[] featureOf)
    implements UDF2<Vector, Vector, Row[]> {
  static final DataType TYPE =
      DataType.fromDDL("array<struct<feature string, value double, contribution double>>");
  private static final int MOST = 3;

  static Reasons of(Attribution attribution, TermVector vector) {
    List<String> features = vector.features();
    int[] featureOf =
        vector.chosen().stream().mapToInt(term -> features.indexOf(term.feature())).toArray();
    return new Reasons(attribution, features, featureOf);
  }

  @Override
  public Row[] call(Vector terms, Vector values) {
    double[] numbers = terms.toArray();
    double direction = Math.signum(attribution.margin(numbers) - attribution.base());
    double[] moved = new double[features.size()];
    double[] contributions = attribution.contributions(numbers);
    for (int i = 0; i < contributions.length; i++) {
      moved[featureOf[i]] += contributions[i];
    }
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < moved.length; i++) {
      if (moved[i] * direction > 0) {
        places.add(i);
      }
    }
    // The sort is stable: of equal ones the earlier feature comes first.
    places.sort(Comparator.comparingDouble(i -> -Math.abs(moved[i])));
    return places.stream()
        .limit(MOST)
        .map(i -> reason(features.get(i), values.apply(i), moved[i]))
        .toArray(Row[]::new);
  }

  private static Row reason(String feature, double value, double contribution) {
    return RowFactory.create(feature, Double.isNaN(value) ? null : value, contribution);
  }
}
