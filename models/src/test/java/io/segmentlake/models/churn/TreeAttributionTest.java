package io.segmentlake.models.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TreeAttributionTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void dividesTheLogOddsOfMLlibsTreesAlsoWhenTheyAreLoaded(@TempDir Path folder) throws Exception {
    Dataset<Row> rows = rows();
    GBTClassificationModel model = (GBTClassificationModel) Algorithm.BOOSTED_TREES.fit(rows, 1);
    model.save(folder.resolve("trees").toString());
    GBTClassificationModel loaded = GBTClassificationModel.load(folder.resolve("trees").toString());

    TreeAttribution attribution = TreeAttribution.of(model);
    TreeAttribution ofLoaded = TreeAttribution.of(loaded);

    for (Row row :
        model.transform(rows.limit(50)).select("churn_terms", "probability").collectAsList()) {
      double[] terms = row.<Vector>getAs(0).toArray();
      double margin = attribution.margin(terms);
      double[] contributions = attribution.contributions(terms);
      assertThat(1 / (1 + Math.exp(-margin)))
          .isCloseTo(row.<Vector>getAs(1).apply(1), within(1e-12));
      assertThat(attribution.base() + Arrays.stream(contributions).sum())
          .isCloseTo(margin, within(1e-9));
      // The third term is noise.
      assertThat(Math.abs(contributions[0])).isGreaterThan(Math.abs(contributions[2]));
      assertThat(ofLoaded.contributions(terms)).isEqualTo(contributions);
    }
  }

  private static Dataset<Row> rows() {
    Random random = new Random(3);
    List<Row> rows =
        IntStream.range(0, 600)
            .mapToObj(
                i -> {
                  double[] terms = random.doubles(3).toArray();
                  double odds = Math.abs(terms[0] - .5) < .25 ? .9 : .1;
                  double label = random.nextDouble() < odds ? 1 : 0;
                  return RowFactory.create(label, Vectors.dense(terms));
                })
            .toList();
    StructType schema =
        new StructType().add("label", "double").add("churn_terms", SQLDataTypes.VectorType());
    return SPARK.spark().createDataFrame(rows, schema).coalesce(1);
  }
}
