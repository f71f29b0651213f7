package io.segmentlake.models.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @TempDir Path folder;

  @Test
  void aPipelineSavedAndLoadedPredictsTheSame() throws IOException {
    Dataset<Row> customers =
        SPARK
            .table(
                SimulatedShop.COLUMNS,
                new SimulatedShop(6).bgNbd(400, .5, 4, .8, 2.5).toArray(Row[]::new))
            .withColumnRenamed("age", "weeks");
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new BgNbd().setAgeCol("weeks").setHorizon(12).setStarts(1),
                  new ParetoNbd()
                      .setAgeCol("weeks")
                      .setHorizon(12)
                      .setStarts(1)
                      .setOutputPrefix("pareto_"),
                  new GammaGamma().setStarts(1)
                });
    pipeline.save(folder + "/pipeline");

    PipelineModel model = Pipeline.load(folder + "/pipeline").fit(customers);
    model.save(folder + "/model");
    PipelineModel loaded = PipelineModel.load(folder + "/model");

    List<Row> predicted = model.transform(customers).collectAsList();
    assertThat(loaded.transform(customers).collectAsList()).isEqualTo(predicted);
    assertThat(predicted).hasSize(400).allMatch(row -> row.getAs("p_no_order") != null);
    assertThat(loaded.transformSchema(customers.schema()))
        .isEqualTo(loaded.transform(customers).schema());
    assertThat(((BgNbdModel) loaded.stages()[0]).summary())
        .isEqualTo(((BgNbdModel) model.stages()[0]).summary());
    CustomerLifetimeValue value =
        new CustomerLifetimeValue(
                (ParetoNbdModel) loaded.stages()[1], (GammaGammaModel) loaded.stages()[2])
            .setHorizon(52)
            .setMargin(.3);
    value.save(folder + "/value");
    assertThat(CustomerLifetimeValue.load(folder + "/value").transform(customers).collectAsList())
        .isEqualTo(value.transform(customers).collectAsList());
  }

  @Test
  void ordersOfEachCustomer() {
    BgNbdModel model = KnownModels.orders().setHorizon(39);
    Dataset<Row> predicted = model.transform(customers());

    assertThat(predicted.columns())
        .containsExactly(
            "frequency",
            "recency",
            "age",
            "monetary_value",
            "expected_orders",
            "orders_low",
            "orders_high",
            "p_no_order",
            "p_alive",
            "next_order_low",
            "next_order_median",
            "next_order_high");
    assertThat(rounded(predicted))
        .containsExactly(
            RowFactory.create(
                0, null, 38.86, null, .195, 0.0, 1.0, .856, 1.0, 23.537, 710.296, null),
            RowFactory.create(
                2, 30.43, 38.86, 25.0, 1.226, 0.0, 3.0, .445, .727, 2.954, 29.482, null),
            RowFactory.create(
                26, 30.86, 31.0, 9.5, 20.75, 3.0, 35.0, .031, .969, .147, .993, 3.753),
            RowFactory.create(
                2, 39.0, 38.86, 25.0, null, null, null, null, null, null, null, null));
  }

  @Test
  void valuesOfEachCustomer() {
    GammaGammaModel model = KnownModels.values().setOutputPrefix("gg_");
    assertThat(rounded(model.transform(customers()).drop("recency", "age")))
        .containsExactly(
            RowFactory.create(0, null, 35.17, 15.227, 61.266),
            RowFactory.create(2, 25.0, 26.831, 18.957, 36.068),
            RowFactory.create(26, 9.5, 9.926, 8.965, 10.939),
            RowFactory.create(2, 25.0, 26.831, 18.957, 36.068));
  }

  @Test
  void aCopyHasItsOwnParameters() {
    BgNbdModel model = KnownModels.orders().setHorizon(39);
    BgNbdModel copy = model.copy(new ParamMap().put(model.horizon().w(78.0)));

    assertThat(copy.summary()).isEqualTo(model.summary());
    double half = model.transform(customers()).head().getAs("expected_orders");
    double whole = copy.transform(customers()).head().getAs("expected_orders");
    assertThat(half).isCloseTo(.1948, within(1e-4));
    assertThat(whole).isBetween(1.5 * half, 2 * half);
    assertThat(new BgNbd().setStarts(2).copy(new ParamMap()).explainParams())
        .contains("starts: searches from different points, 1 to 9 (default: 3, current: 2)");
  }

  @Test
  void aHorizonHasToBeGivenAndColumnsAreNotOverwritten() {
    BgNbdModel model = KnownModels.orders();
    assertThatThrownBy(() -> model.transform(customers()))
        .hasMessage(
            "Cannot apply BgNbdModel: the horizon is missing. It is a time in the unit of the age.");
    model.setHorizon(4);
    assertThatThrownBy(() -> model.transform(model.transform(customers())))
        .hasMessage(
            "Cannot apply BgNbdModel: a column that it adds is there already (expected_orders). Set"
                + " outputPrefix.");
    assertThatThrownBy(() -> new BgNbd().transformSchema(customers().schema()))
        .hasMessageStartingWith("Cannot apply BgNbdModel: the horizon is missing.");
  }

  private static Dataset<Row> customers() {
    return KnownModels.customers(SPARK);
  }

  private static List<Row> rounded(Dataset<Row> rows) {
    String[] columns = rows.columns();
    for (int i = 0; i < columns.length; i++) {
      columns[i] = "round(" + columns[i] + ", 3)";
    }
    return rows.selectExpr(columns).collectAsList();
  }
}
