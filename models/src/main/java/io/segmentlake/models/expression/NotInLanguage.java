package io.segmentlake.models.expression;

import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** Says what of SQL the language leaves out, and what to write instead. */
final class NotInLanguage {
  private static final String SUBQUERY =
      "subqueries are not allowed; an expression sees one row and nothing else";
  private static final String LAMBDA = "lambda functions (->) are not allowed";
  private static final String NULL_SAFE =
      "'<=>', 'is true' and 'is distinct from' are not allowed; write 'is null' for unknown values";
  private static final String PATTERN = "only 'like' is allowed for patterns";

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("Exists", SUBQUERY),
          Map.entry("InSubquery", SUBQUERY),
          Map.entry("ScalarSubquery", SUBQUERY),
          Map.entry("ListQuery", SUBQUERY),
          Map.entry("LambdaFunction", LAMBDA),
          Map.entry("UnresolvedNamedLambdaVariable", LAMBDA),
          Map.entry("WindowExpression", "window functions (over …) are not allowed"),
          Map.entry("UnresolvedStar", "'*' alone is not allowed"),
          Map.entry("EqualNullSafe", NULL_SAFE),
          Map.entry("CreateNamedStruct", "several values in brackets are allowed after 'in' only"),
          Map.entry("CreateStruct", "several values in brackets are allowed after 'in' only"),
          Map.entry("UnresolvedExtractValue", "square brackets are not allowed"),
          Map.entry("RLike", PATTERN),
          Map.entry("ILike", PATTERN),
          Map.entry("LikeAny", PATTERN),
          Map.entry("LikeAll", PATTERN),
          Map.entry("NotLikeAny", PATTERN),
          Map.entry("NotLikeAll", PATTERN),
          Map.entry("IntegralDivide", "'div' is not allowed; write '/'"),
          Map.entry("PosParameter", "'?' is not allowed; parameters are written :name"),
          Map.entry("NamedArgumentExpression", "named arguments (=>) are not allowed"),
          Map.entry(
              "ExpressionWithUnresolvedIdentifier", "'identifier' is not allowed; write the name"),
          Map.entry("Substring", "write substring(text, from, length)"),
          Map.entry("StringTrim", "write trim(text)"),
          Map.entry("Collate", "'collate' is not allowed"));

  private NotInLanguage() {}

  static Refused refused(Expression e, int offset, String text) {
    if (e instanceof Alias alias) {
      int last = text.toLowerCase(Locale.ROOT).lastIndexOf(alias.name().toLowerCase(Locale.ROOT));
      return new Refused(Math.max(offset, last), "unexpected '" + alias.name() + "' at the end");
    }
    String words = WORDS.get(e.getClass().getSimpleName());
    return new Refused(
        offset, words != null ? words : "this is not allowed: " + snippet(e, offset, text));
  }

  private static String snippet(Expression e, int offset, String text) {
    int end =
        e.origin().stopIndex().isDefined()
            ? Math.min(text.length(), (Integer) e.origin().stopIndex().get() + 1)
            : text.length();
    String part = text.substring(offset, Math.max(offset, end)).replaceAll("\\s+", " ");
    return part.length() > 40 ? part.substring(0, 40) + "…" : part;
  }
}
