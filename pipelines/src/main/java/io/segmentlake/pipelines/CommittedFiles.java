package io.segmentlake.pipelines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.InterpretedPredicate;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Predicate;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StringType$;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * The data files of one version of a table, as Spark's reader of Parquet asks for them. Delta's own
 * reader starts Spark jobs to find a table's files, for each scan of each query; this one asks
 * Delta's kernel once. It reads tables without deletion vectors.
 */
final class CommittedFiles implements FileIndex {
  /** Up to so many files, their own footers tell sooner what can be skipped than the log does. */
  private static final int FEW = 8;

  private final CommittedTable table;
  private final StructType partitions;
  private List<CommittedTable.DataFile> files;

  private CommittedFiles(CommittedTable table, StructType partitions) {
    this.table = table;
    this.partitions = partitions;
  }

  /** All rows of a table; empty for one with deletion vectors, which Delta itself must read. */
  static Optional<Dataset<Row>> read(SparkSession spark, CommittedTable table) {
    return relation(spark, table, table.schema()).map(spark::baseRelationToDataFrame);
  }

  /**
   * The same as a relation.
   *
   * @param schema columns to read; those that the table was written without are null
   */
  static Optional<HadoopFsRelation> relation(
      SparkSession spark, CommittedTable table, StructType schema) {
    if (table.hasDeletionVectors()) {
      return Optional.empty();
    }
    List<String> divided = table.partitionedBy();
    StructType data = part(schema, f -> !divided.contains(f.name()));
    StructType partitions = part(schema, f -> divided.contains(f.name()));
    return Optional.of(
        new HadoopFsRelation(
            new CommittedFiles(table, partitions),
            partitions,
            data,
            Option.empty(),
            new ParquetFileFormat(),
            scala.collection.immutable.Map$.MODULE$.empty(),
            spark));
  }

  private static StructType part(
      StructType schema, java.util.function.Predicate<StructField> belongs) {
    return new StructType(
        Arrays.stream(schema.fields()).filter(belongs).toArray(StructField[]::new));
  }

  @Override
  public Seq<Path> rootPaths() {
    return seq(List.of(new Path(table.folder())));
  }

  /** Files of the partitions asked for, without those that hold no row that the filters keep. */
  @Override
  public Seq<PartitionDirectory> listFiles(
      Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
    List<InterpretedPredicate> wanted =
        CollectionConverters.asJava(partitionFilters).stream().map(this::evaluated).toList();
    Map<InternalRow, List<FileStatus>> byPartition = new LinkedHashMap<>();
    for (CommittedTable.DataFile file : holding(dataFilters)) {
      InternalRow values = values(file);
      if (wanted.stream().allMatch(filter -> filter.eval(values))) {
        byPartition.computeIfAbsent(values, v -> new ArrayList<>()).add(file.status());
      }
    }
    return seq(
        byPartition.entrySet().stream()
            .map(e -> PartitionDirectory.apply(e.getKey(), e.getValue().toArray(FileStatus[]::new)))
            .toList());
  }

  private List<CommittedTable.DataFile> holding(Seq<Expression> filters) {
    List<CommittedTable.DataFile> all = all();
    return filters.isEmpty() || all.size() <= FEW
        ? all
        : table.dataFiles(CollectionConverters.asJava(filters));
  }

  private synchronized List<CommittedTable.DataFile> all() {
    if (files == null) {
      files = table.dataFiles(List.of());
    }
    return files;
  }

  private InternalRow values(CommittedTable.DataFile file) {
    return new GenericInternalRow(
        Arrays.stream(partitions.fields())
            .map(f -> typed(file.partition().get(f.name()), f))
            .toArray());
  }

  private static Object typed(String value, StructField field) {
    Literal text = Literal.create(value, StringType$.MODULE$);
    return new Cast(text, field.dataType(), Option.apply("UTC"), Cast.apply$default$4()).eval(null);
  }

  private InterpretedPredicate evaluated(Expression filter) {
    return Predicate.createInterpreted(filter.transform(new PartitionValue(partitions)));
  }

  /** Puts a partition's value in the place of its column. */
  private static final class PartitionValue
      extends AbstractPartialFunction<Expression, Expression> {
    private static final long serialVersionUID = 1L;
    private final StructType partitions;

    PartitionValue(StructType partitions) {
      this.partitions = partitions;
    }

    @Override
    public boolean isDefinedAt(Expression expression) {
      return expression instanceof AttributeReference;
    }

    @Override
    public Expression apply(Expression expression) {
      AttributeReference column = (AttributeReference) expression;
      return new BoundReference(partitions.fieldIndex(column.name()), column.dataType(), true);
    }
  }

  @Override
  public String[] inputFiles() {
    return all().stream().map(f -> f.status().getPath().toString()).toArray(String[]::new);
  }

  /** A version never changes. */
  @Override
  public void refresh() {}

  @Override
  public long sizeInBytes() {
    return all().stream().mapToLong(f -> f.status().getLen()).sum();
  }

  @Override
  public StructType partitionSchema() {
    return partitions;
  }

  /** Same rows: Spark then recognises what it holds already. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CommittedFiles that
        && table.folder().equals(that.table.folder())
        && table.version() == that.table.version();
  }

  @Override
  public int hashCode() {
    return 31 * table.folder().hashCode() + Long.hashCode(table.version());
  }

  @Override
  public String toString() {
    return "CommittedFiles(" + table.folder() + " at " + table.version() + ")";
  }

  private static <T> Seq<T> seq(List<T> values) {
    return CollectionConverters.asScala(values).toSeq();
  }
}
