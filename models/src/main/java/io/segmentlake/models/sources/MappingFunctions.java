package io.segmentlake.models.sources;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.SqlFunction;
import io.segmentlake.models.expression.ValueType;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;

/** Functions for source mappings alone: they read numbers and times out of text. */
final class MappingFunctions {
  /** Functions that have no result where their text is not what they expect. */
  static final Set<String> FALLIBLE =
      Set.of("parse_decimal", "parse_timestamp", "parse_date", "parse_epoch");

  private static final Map<String, Long> EPOCH_UNITS =
      Map.of("seconds", 1L, "milliseconds", 1_000L, "microseconds", 1_000_000L);

  private MappingFunctions() {}

  /**
   * @param zone of times that name none
   */
  static List<SqlFunction> all(ZoneId zone) {
    return List.of(
        function(
            "parse_decimal",
            "parse_decimal(text, 'language')",
            ValueType.DECIMAL,
            2,
            (text, words) -> TextFunctions.decimal(decimal(words.get(0)), text)),
        function(
            "parse_timestamp",
            "parse_timestamp(text, 'format', 'zone', 'language')",
            ValueType.TIMESTAMP,
            4,
            (text, words) ->
                TextFunctions.timestamp(
                    TimeText.of(words.get(0), locale(words, 2)), zone(words, zone), text)),
        function(
            "parse_date",
            "parse_date(text, 'format', 'language')",
            ValueType.DATE,
            3,
            (text, words) -> TextFunctions.date(TimeText.of(words.get(0), locale(words, 1)), text)),
        function(
            "parse_epoch",
            "parse_epoch(text, 'seconds')",
            ValueType.TIMESTAMP,
            2,
            (text, words) -> TextFunctions.epoch(unit(words.get(0)), text)),
        function(
            "regexp_extract",
            "regexp_extract(text, 'pattern with one group')",
            ValueType.TEXT,
            2,
            (text, words) -> nullif(regexp_extract(text, group(words.get(0)), 1), lit(""))),
        function(
            "regexp_replace",
            "regexp_replace(text, 'pattern', 'by')",
            ValueType.TEXT,
            3,
            (text, words) -> regexp_replace(text, pattern(words.get(0)), second(words))));
  }

  /** Makes a column of a text and constants. */
  private interface Body {
    Column column(Column text, List<String> words);
  }

  /**
   * A function of a text and at least one constant.
   *
   * @param most arguments
   */
  private static SqlFunction function(
      String name, String usage, ValueType result, int most, Body body) {
    return new SqlFunction(
        name,
        usage,
        (arguments, types) -> {
          boolean fits = types.size() >= 2 && types.size() <= most;
          if (!fits || !types.get(0).fits(ValueType.TEXT)) {
            throw new IllegalArgumentException("wants a text and constants");
          }
          body.column(lit(null), words(arguments));
          return result;
        },
        (arguments, columns, names) -> body.column(columns.get(0), words(arguments)));
  }

  private static List<String> words(List<Node> arguments) {
    return arguments.stream().skip(1).map(MappingFunctions::word).toList();
  }

  private static String word(Node node) {
    if (node instanceof Node.Literal literal && literal.type() == ValueType.TEXT) {
      return (String) literal.value();
    }
    throw new IllegalArgumentException("wants constants in quotes after the first value");
  }

  private static DecimalText decimal(String language) {
    return DecimalText.of(language).orElseThrow(() -> unknown("language", language, "en or cs"));
  }

  private static Locale locale(List<String> words, int position) {
    if (words.size() <= position) {
      return Locale.ENGLISH;
    }
    String tag = words.get(position);
    return DecimalText.locale(tag).orElseThrow(() -> unknown("language", tag, "en or cs"));
  }

  private static ZoneId zone(List<String> words, ZoneId byDefault) {
    if (words.size() < 2) {
      return byDefault;
    }
    try {
      return FeedYaml.zoneOf(words.get(1));
    } catch (IllegalArgumentException e) {
      throw unknown("zone", words.get(1), "Europe/Prague");
    }
  }

  private static long unit(String word) {
    if (!EPOCH_UNITS.containsKey(word)) {
      throw unknown("unit", word, "seconds, milliseconds or microseconds");
    }
    return EPOCH_UNITS.get(word);
  }

  private static String pattern(String text) {
    Pattern.compile(text);
    return text;
  }

  private static String group(String text) {
    if (Pattern.compile(text).matcher("").groupCount() < 1) {
      throw new IllegalArgumentException("wants a pattern with a group in brackets");
    }
    return text;
  }

  private static String second(List<String> words) {
    if (words.size() < 2) {
      throw new IllegalArgumentException("wants what to put in the place of the pattern");
    }
    return words.get(1);
  }

  private static IllegalArgumentException unknown(String what, String word, String allowed) {
    return new IllegalArgumentException(
        "has an unknown " + what + " '" + word + "'; write for example " + allowed);
  }
}
