package io.segmentlake.models.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What customers are told apart by where it is asked whether a model is fair to all of them. */
public final class Attributes {
  /** Days since the first order. */
  private static final String TENURE = "days_since_first_order";

  /** Columns of features.customer that are read for it. */
  private static final List<String> COLUMNS = List.of("country", "age_band", "gender", TENURE);

  private Attributes() {}

  /** Those columns that rows have. */
  public static List<String> names(Dataset<Row> rows) {
    List<String> there = List.of(rows.columns());
    return COLUMNS.stream().filter(there::contains).toList();
  }

  /** Country, age band, gender and tenure, as far as rows have them. */
  public static Map<String, Column> of(Dataset<Row> rows) {
    Map<String, Column> attributes = new LinkedHashMap<>();
    names(rows)
        .forEach(
            name ->
                attributes.put(
                    name.equals(TENURE) ? "tenure" : name,
                    name.equals(TENURE) ? tenure() : col(name)));
    return attributes;
  }

  private static Column tenure() {
    return when(col(TENURE).leq(90), "up to 90 days")
        .when(col(TENURE).leq(365), "91 to 365 days")
        .when(col(TENURE).isNotNull(), "over a year");
  }
}
