package io.segmentlake.models.metrics;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopKTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @Test
  void findsTheShareOfTheRelevantAmongTheFirst() {
    assertThat(of(List.of("a", "b", "c"), List.of("c", "a", "x", "x"), 2).getDouble(0))
        .isEqualTo(1.0 / 3);
    assertThat(of(List.of("a", "b", "c"), List.of("c", "a", "x"), 5).getDouble(0))
        .isEqualTo(2.0 / 3);
    assertThat(of(List.of(), List.of("a"), 5).getDouble(0)).isEqualTo(0);
  }

  @Test
  void discountsByThePlace() {
    // Place 1 counts 1 and place 2 counts 1 / log2(3); the best list has both.
    assertThat(of(List.of("a", "b", "c"), List.of("a", "z"), 2).getDouble(1))
        .isCloseTo(1 / (1 + 1 / (Math.log(3) / Math.log(2))), within(1e-12));
    assertThat(of(List.of("b"), List.of("b"), 10).getDouble(1)).isEqualTo(1);
    assertThat(of(List.of(), List.of("b"), 10).getDouble(1)).isEqualTo(0);
  }

  @Test
  void doesNotCountCustomersWithoutAnythingRelevant() {
    Row row = of(List.of("a"), List.of(), 10);

    assertThat(row.isNullAt(0)).isTrue();
    assertThat(row.isNullAt(1)).isTrue();
  }

  @Test
  void equalsScikitLearn() {
    List<String> ten = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    List<String> relevant = List.of("b", "d", "g");

    // scikit-learn 1.9.1: ndcg_score of relevance 0 1 0 1 0 0 1 0 0 0.
    assertThat(of(ten, relevant, 5).getDouble(1)).isCloseTo(0.49818925746641274, within(1e-12));
    assertThat(of(ten, relevant, 10).getDouble(1)).isCloseTo(0.6546154994739983, within(1e-12));
  }

  private static Row of(List<String> recommended, List<String> relevant, int k) {
    Dataset<Row> rows =
        SPARK.table(
            "r array<string>, t array<string>",
            RowFactory.create(recommended.toArray(), relevant.toArray()));
    return rows.select(TopK.recall(col("r"), col("t"), k), TopK.ndcg(col("r"), col("t"), k)).head();
  }
}
