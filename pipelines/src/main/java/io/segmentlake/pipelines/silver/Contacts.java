package io.segmentlake.pipelines.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udf;

import io.segmentlake.models.identity.EmailAddress;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** Contact data of customers: which rows carry some, and what is derived from them. */
final class Contacts {
  private static final List<String> PERSONAL =
      List.of("email", "phone", "first_name", "last_name", "address", "birth_on");
  private static final UserDefinedFunction NORMALISED =
      udf(
          (UDF1<String, String>) text -> text == null ? null : EmailAddress.normalise(text),
          DataTypes.StringType);
  private static final UserDefinedFunction VALID =
      udf(
          (UDF1<String, Boolean>) text -> text != null && EmailAddress.parse(text).isPresent(),
          DataTypes.BooleanType);

  private Contacts() {}

  /** Rows of bronze.contacts with any personal value, keyed by customer. */
  static Dataset<Row> keyed(Dataset<Row> bronze) {
    Column[] personal = PERSONAL.stream().map(c -> col(c)).toArray(Column[]::new);
    Column content = to_json(struct(col("native_id"), struct(personal), col("version_at")));
    return bronze
        .where(
            coalesce(PERSONAL.stream().map(c -> col(c).cast("string")).toArray(Column[]::new))
                .isNotNull())
        .drop("system")
        .withColumn("record_key", col("customer_id").cast("string"))
        .withColumn("content_hash", md5(content.cast("binary")));
  }

  static Dataset<Row> derive(Dataset<Row> rows) {
    return rows.withColumn("email_normalised", NORMALISED.apply(col("email")))
        .withColumn("is_email_valid", coalesce(VALID.apply(col("email_normalised")), lit(false)));
  }
}
