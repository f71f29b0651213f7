package io.segmentlake.pipelines.sql;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.SchemaRelationProvider;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Map;

/** Gives Spark a table of the catalogue as it is at that moment. */
public final class LakehouseSource implements SchemaRelationProvider {
  /** Setting of the application: where the tables are. */
  static final String ROOT = "spark.segmentlake.lakehouse";

  /** Option of a table: its full name. */
  static final String TABLE = "table";

  @Override
  public BaseRelation createRelation(
      SQLContext context, Map<String, String> options, StructType schema) {
    String name = options.apply(TABLE);
    Table table =
        LakehouseTables.stored().stream()
            .filter(t -> t.fullName().equals(name) && t.access() == Table.Access.OPEN)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("Cannot read " + name + "."));
    String root = context.sparkSession().sparkContext().getConf().get(ROOT);
    return Lakehouse.open(context.sparkSession(), root).relation(table);
  }
}
