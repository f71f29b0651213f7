package io.segmentlake.models.btyd;

import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A saved model: MLlib's {@code metadata} with its parameters, and one row {@code fit}. */
final class FitFile {
  private static final StructType FIT =
      StructType.fromDDL(
          "parameters array<string>, values array<double>, covariance_of_logs array<double>,"
              + " log_likelihood double, customers bigint, histories bigint, left_out bigint,"
              + " iterations int, status string");

  private FitFile() {}

  static MLWriter writer(FittedModel<?> model) {
    return new MLWriter() {
      @Override
      public void saveImpl(String path) {
        DefaultParamsWriter.saveMetadata(model, path, sparkSession());
        sparkSession()
            .createDataFrame(List.of(row(model.summary())), FIT)
            .coalesce(1)
            .write()
            .parquet(path + "/fit");
      }
    };
  }

  static <M extends FittedModel<M>> MLReader<M> reader(
      Class<M> type, BiFunction<String, FitSummary, M> constructor) {
    return new MLReader<>() {
      @Override
      public M load(String path) {
        DefaultParamsReader.Metadata metadata =
            DefaultParamsReader.loadMetadata(path, sparkSession(), type.getName());
        Row fit = sparkSession().read().schema(FIT).parquet(path + "/fit").head();
        M model = constructor.apply(metadata.uid(), summary(fit));
        metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
        return model;
      }
    };
  }

  private static Row row(FitSummary fit) {
    return RowFactory.create(
        fit.parameters().toArray(),
        fit.values().toArray(),
        fit.covarianceOfLogs().toArray(),
        fit.logLikelihood(),
        fit.customers(),
        fit.histories(),
        fit.leftOut(),
        fit.iterations(),
        fit.status().name());
  }

  private static FitSummary summary(Row fit) {
    return new FitSummary(
        fit.getList(0),
        fit.getList(1),
        fit.getList(2),
        fit.getDouble(3),
        fit.getLong(4),
        fit.getLong(5),
        fit.getLong(6),
        fit.getInt(7),
        FitStatus.valueOf(fit.getString(8)));
  }
}
