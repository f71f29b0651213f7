package io.segmentlake.models.churn;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Adds {@code churn_terms}, the vector of a model's {@link Term}s, and {@code churn_values}, the
 * vector of the features behind them as people know them, NaN where unknown.
 */
public final class TermVector extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  static final String TERMS = "churn_terms";
  static final String VALUES = "churn_values";

  private final String uid;
  private final StringArrayParam terms;
  private final DoubleArrayParam means;

  public TermVector() {
    this(Identifiable$.MODULE$.randomUID("termVector"));
  }

  /** As Spark makes it when it reads a saved one. */
  public TermVector(String uid) {
    // First of all: a parameter asks its owner for it.
    this.uid = uid;
    terms = new StringArrayParam(this, "terms", "names of the terms, in the order of the vector");
    means = new DoubleArrayParam(this, "means", "means of the terms over the training rows");
    setDefault(terms, Term.ALL.stream().map(Term::name).toArray(String[]::new));
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    Column[] values =
        features().stream()
            .map(name -> coalesce(col(name).cast("double"), lit(Double.NaN)))
            .toArray(Column[]::new);
    Column[] numbers = chosen().stream().map(TermVector::number).toArray(Column[]::new);
    return rows.withColumn(TERMS, array_to_vector(array(numbers)))
        .withColumn(VALUES, array_to_vector(array(values)));
  }

  static Column number(Term term) {
    return coalesce(expr(term.expression()).cast("double"), lit(0.0));
  }

  /** Terms in the order of the vector. */
  List<Term> chosen() {
    return Arrays.stream((String[]) getOrDefault(terms)).map(Term::named).toList();
  }

  /** Features in the order of the values, each once. */
  List<String> features() {
    return chosen().stream().map(Term::feature).distinct().toList();
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return schema.add(TERMS, SQLDataTypes.VectorType()).add(VALUES, SQLDataTypes.VectorType());
  }

  @Override
  public String uid() {
    return uid;
  }

  public StringArrayParam terms() {
    return terms;
  }

  public DoubleArrayParam means() {
    return means;
  }

  /** The vector of these terms, each with its mean over the training rows. */
  TermVector setTerms(Map<Term, Double> chosen) {
    set(terms, chosen.keySet().stream().map(Term::name).toArray(String[]::new));
    set(means, chosen.values().stream().mapToDouble(mean -> mean).toArray());
    return this;
  }

  @Override
  public TermVector copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  public static MLReader<TermVector> read() {
    return new DefaultParamsReader<>();
  }

  public static TermVector load(String path) {
    return read().load(path);
  }
}
