package io.segmentlake.models.recommendations;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ImplicitAlsTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final AlsSettings SETTINGS = new AlsSettings(6, 4, .05, 2, 1_000, 1);

  /** MLlib's last step solves for its users what is solved here for anybody. */
  @Test
  void vectorsOfPersonsAreThoseOfMllib() {
    Dataset<Row> numbered =
        Purchases.of(MadeUpPurchases.lines(SPARK, 60))
            .select(col("customer_id").cast("int").as("user"), explode(col("purchases")).as("p"))
            .selectExpr(
                "user",
                "p.product_id",
                "cast(substring(p.product_id, 2) as int) as item",
                "cast(p.weight as float) as weight")
            .localCheckpoint();
    ALSModel model = ImplicitAls.model(numbered, SETTINGS);
    Map<String, float[]> factors = new HashMap<>();
    for (Row row : model.itemFactors().collectAsList()) {
      factors.put(String.format("P%02d", row.getInt(0)), Recommendations.numbers(row.getList(1)));
    }
    ItemFactors ours = new ItemFactors(SETTINGS, factors);
    Map<Integer, List<Purchase>> purchases = new HashMap<>();
    for (Row row : numbered.collectAsList()) {
      purchases
          .computeIfAbsent(row.getInt(0), user -> new ArrayList<>())
          .add(new Purchase(row.getString(1), row.getFloat(3)));
    }

    List<Row> users = model.userFactors().collectAsList();
    assertThat(users).hasSize(60);
    for (Row user : users) {
      double[] person = ours.customer(purchases.get(user.getInt(0)));
      float[] mllib = Recommendations.numbers(user.getList(1));
      for (int i = 0; i < mllib.length; i++) {
        assertThat(person[i]).isCloseTo(mllib[i], within(1e-4));
      }
    }
  }

  @Test
  void isTheSameHoweverRowsAreSpread() {
    Dataset<Row> purchases = Purchases.of(MadeUpPurchases.lines(SPARK, 200)).localCheckpoint();

    Map<String, float[]> one = ImplicitAls.fit(purchases.coalesce(1), SETTINGS).factors();
    Map<String, float[]> other =
        ImplicitAls.fit(purchases.repartition(7, col("purchases")), SETTINGS).factors();

    assertThat(one).hasSize(30);
    one.forEach((product, factors) -> assertThat(other.get(product)).isEqualTo(factors));
  }

  @Test
  void whoBoughtNothingKnownHasNoVector() {
    ItemFactors factors = ImplicitAls.fit(Purchases.of(MadeUpPurchases.lines(SPARK, 20)), SETTINGS);

    assertThat(factors.customer(List.of(new Purchase("gone", 1)))).isNull();
  }
}
