package io.segmentlake.jobs.segments;

import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Leaves the values of single persons out of reasons, so that they can be counted: {@code
 * orders_30d is 3 (>= 2)} becomes {@code orders_30d >= 2}, and {@code orders_30d is 1, needs >= 2}
 * becomes {@code orders_30d not >= 2}.
 */
final class ReasonKinds {
  private static final String NEEDS = ", needs ";

  /** In what is needed, the value that a person's own expression had. */
  private static final Pattern VALUE =
      Pattern.compile("(?<=\\S) = (?:'[^']*'|[^\\s']+)(?= and |$)");

  private ReasonKinds() {}

  static Column of(Column reason) {
    return udf((UDF1<String, String>) ReasonKinds::kind, DataTypes.StringType).apply(reason);
  }

  static String kind(String reason) {
    return reason == null
        ? "no reason stored"
        : Arrays.stream(reason.split("; "))
            .map(ReasonKinds::condition)
            .collect(Collectors.joining("; "));
  }

  private static String condition(String sentence) {
    int is = sentence.indexOf(" is ");
    int needs = sentence.lastIndexOf(NEEDS);
    int bracket = opening(sentence);
    if (is >= 0 && needs > is) {
      return sentence.substring(0, is)
          + " not "
          + withoutValues(sentence.substring(needs + NEEDS.length()));
    }
    return is >= 0 && bracket > is
        ? sentence.substring(0, is)
            + " "
            + withoutValues(sentence.substring(bracket + 1, sentence.length() - 1))
        : sentence;
  }

  /** Where the bracket opens that closes at the end; -1 where none does. */
  private static int opening(String sentence) {
    if (!sentence.endsWith(")")) {
      return -1;
    }
    int depth = 0;
    for (int i = sentence.length() - 1; i >= 0; i--) {
      depth += sentence.charAt(i) == ')' ? 1 : sentence.charAt(i) == '(' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static String withoutValues(String needed) {
    return VALUE.matcher(needed).replaceAll("");
  }
}
