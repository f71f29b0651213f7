package io.segmentlake.models.sql;

import io.segmentlake.models.configuration.Suggestions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The functions that a statement may call: of Spark's built-in ones those that compute from their
 * arguments alone. What a later Spark adds is allowed only with a group that is listed here.
 */
final class AllowedFunctions {
  /** Without XML, whose documents can name files, and the miscellaneous, which call Java. */
  private static final Set<String> GROUPS =
      Set.of(
          "agg_funcs",
          "array_funcs",
          "bitwise_funcs",
          "collection_funcs",
          "conditional_funcs",
          "conversion_funcs",
          "csv_funcs",
          "datetime_funcs",
          "generator_funcs",
          "hash_funcs",
          "json_funcs",
          "lambda_funcs",
          "map_funcs",
          "math_funcs",
          "predicate_funcs",
          "string_funcs",
          "struct_funcs",
          "url_funcs",
          "variant_funcs",
          "window_funcs");

  /** Of the miscellaneous those that BI tools ask or people count by. */
  private static final Set<String> OTHERS =
      Set.of(
          "assert_true",
          "bitmap_bit_position",
          "bitmap_bucket_number",
          "bitmap_count",
          "current_catalog",
          "current_database",
          "current_schema",
          "current_user",
          "hll_sketch_estimate",
          "hll_union",
          "monotonically_increasing_id",
          "session_user",
          "typeof",
          "user",
          "uuid",
          "version");

  private static final Set<String> TABLE_FUNCTIONS =
      Set.of(
          "explode",
          "explode_outer",
          "inline",
          "inline_outer",
          "json_tuple",
          "posexplode",
          "posexplode_outer",
          "range",
          "stack",
          "variant_explode",
          "variant_explode_outer");

  private static final Set<String> NAMES = names();

  private AllowedFunctions() {}

  /** Why a function may not be called; empty where it may. */
  static Optional<String> refusal(List<String> parts) {
    return refusal(parts, NAMES);
  }

  /** The same for what stands in the place of a table. */
  static Optional<String> tableRefusal(List<String> parts) {
    return refusal(parts, TABLE_FUNCTIONS);
  }

  private static Optional<String> refusal(List<String> parts, Set<String> allowed) {
    String name = String.join(".", parts).toLowerCase(Locale.ROOT);
    if (allowed.contains(name)) {
      return Optional.empty();
    }
    String meant =
        Suggestions.nearest(name, new TreeSet<>(allowed))
            .map(s -> "; did you mean '" + s + "'?")
            .orElse("");
    return Optional.of("it is not among the functions that are allowed" + meant);
  }

  private static Set<String> names() {
    FunctionRegistry builtin = FunctionRegistry.builtin();
    Set<String> names =
        CollectionConverters.asJava(builtin.listFunction()).stream()
            .filter(id -> GROUPS.contains(group(builtin, id)))
            .map(FunctionIdentifier::funcName)
            .collect(Collectors.toSet());
    names.addAll(OTHERS);
    return Set.copyOf(names);
  }

  private static String group(FunctionRegistry registry, FunctionIdentifier id) {
    return registry.lookupFunction(id).get().getGroup();
  }
}
