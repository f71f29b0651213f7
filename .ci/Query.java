import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads the tables of a lakehouse with Spark alone, none of the product's code, so that the checks do
 * not ask the product whether the product is right.
 *
 * <p>Arguments: the lakehouse's folder, then queries over views such as {@code silver_orders}. Prints
 * one line a row, values separated by a bar.
 */
final class Query {
  public static void main(String[] arguments) throws Exception {
    SparkSession spark =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .getOrCreate();
    try (var folders = Files.walk(Path.of(arguments[0]), 2)) {
      for (Path table : folders.sorted(Comparator.naturalOrder()).toList()) {
        if (Files.isDirectory(table.resolve("_delta_log"))) {
          String view = table.getParent().getFileName() + "_" + table.getFileName();
          spark.read().format("delta").load(table.toString()).createOrReplaceTempView(view);
        }
      }
    }
    for (int i = 1; i < arguments.length; i++) {
      for (Row row : spark.sql(arguments[i]).collectAsList()) {
        List<String> values = new ArrayList<>();
        for (int column = 0; column < row.length(); column++) {
          values.add(String.valueOf(row.get(column)));
        }
        System.out.println(String.join("|", values));
      }
    }
    spark.stop();
  }
}
