package io.segmentlake.pipelines.sql;

import io.segmentlake.models.mart.Mart;
import io.segmentlake.models.mart.MartView;
import io.segmentlake.models.sql.SqlTables;
import io.segmentlake.models.tables.Table;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogDatabase;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTableType;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalog;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Declares the open tables, and the views over them, in a session's own catalogue. */
public final class SqlCatalogue {
  private static final Map<String, String> ABOUT =
      Map.of(
          "mart", "For BI: sizes and members of segments, sales, customers, scores of models",
          "segments", "Definitions, members as intervals in time, sizes, changes",
          "features", "One row per customer, and the ledger behind it",
          "predictions", "What models say of people, and how good they are",
          "training", "What models learn from",
          "silver", "Records without duplicates, in UTC, pseudonymous",
          "bronze", "Every record as it came, typed",
          "activation", "What was handed over",
          "measurement", "How models treat groups of people",
          "ops", "Runs and what they found");

  private static final Map<String, String> OF_VIEWS =
      Map.of(
          "view.sqlConfig.spark.sql.ansi.enabled", "true",
          "view.sqlConfig.spark.sql.session.timeZone", "UTC");

  private SqlCatalogue() {}

  /**
   * Settings of an application that is to name the tables; what SQL makes besides comes to nothing
   * when it ends.
   *
   * @param root of the lakehouse
   */
  public static Map<String, String> settings(String root) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(LakehouseSource.ROOT, root);
    // Tables are declared anew at each start; Hive's metastore has no part in it.
    settings.put("spark.sql.catalogImplementation", "in-memory");
    // Each query finds the newest version of its tables.
    settings.put("spark.sql.filesourceTableRelationCacheSize", "0");
    return settings;
  }

  /** To be called once in an application with these settings. */
  public static void declare(SparkSession spark) {
    // Below the session's catalogue, which wants a location of each table and would show it.
    ExternalCatalog catalogue =
        ((org.apache.spark.sql.classic.SparkSession) spark).sharedState().externalCatalog();
    URI root = new Path(spark.sparkContext().getConf().get(LakehouseSource.ROOT)).toUri();
    SqlTables tables = LakehouseTables.all();
    for (String schema : tables.schemas()) {
      String about = ABOUT.getOrDefault(schema, "");
      catalogue.createDatabase(
          new CatalogDatabase(schema, about, root, Map$.MODULE$.empty()), true);
    }
    for (Table table : LakehouseTables.stored()) {
      if (table.access() == Table.Access.OPEN) {
        catalogue.createTable(stored(table), false);
      }
    }
    Mart.views().forEach(view -> catalogue.createTable(view(view), false));
  }

  private static CatalogTable stored(Table table) {
    CatalogStorageFormat storage =
        new CatalogStorageFormat(
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.empty(),
            false,
            immutable(Map.of(LakehouseSource.TABLE, table.fullName())));
    return entry(
        table,
        CatalogTableType.EXTERNAL(),
        storage,
        Option.apply(LakehouseSource.class.getName()),
        Map.of(),
        Option.empty());
  }

  private static CatalogTable view(MartView view) {
    return entry(
        view.table(),
        CatalogTableType.VIEW(),
        CatalogStorageFormat.empty(),
        Option.empty(),
        OF_VIEWS,
        Option.apply(view.query()));
  }

  private static CatalogTable entry(
      Table table,
      CatalogTableType type,
      CatalogStorageFormat storage,
      Option<String> provider,
      Map<String, String> properties,
      Option<String> viewText) {
    return new CatalogTable(
        new TableIdentifier(table.name(), Option.apply(table.schema())),
        type,
        storage,
        table.structType(),
        provider,
        none(),
        Option.empty(),
        "",
        CatalogTable.apply$default$9(),
        CatalogTable.apply$default$10(),
        "",
        immutable(properties),
        Option.empty(),
        viewText,
        Option.apply(table.grain()),
        Option.empty(),
        none(),
        false,
        true,
        Map$.MODULE$.empty(),
        viewText);
  }

  private static Seq<String> none() {
    return CollectionConverters.asScala(List.<String>of()).toSeq();
  }

  private static scala.collection.immutable.Map<String, String> immutable(
      Map<String, String> values) {
    return scala.collection.immutable.Map.from(
        CollectionConverters.asScala(values).iterator().map(e -> new Tuple2<>(e._1(), e._2())));
  }
}
