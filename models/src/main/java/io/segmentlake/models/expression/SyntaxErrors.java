package io.segmentlake.models.expression;

import io.segmentlake.models.configuration.Suggestions;
import java.util.Map;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** Says in few words what Spark's parser says in many. */
final class SyntaxErrors {
  private SyntaxErrors() {}

  static Refused refused(Exception e, String text) {
    if (!(e instanceof ParseException parse)) {
      return new Refused(0, "this cannot be read as an expression");
    }
    int offset = offset(parse, text);
    Map<String, String> details = parse.getMessageParameters();
    return switch (String.valueOf(parse.getCondition())) {
      case "PARSE_SYNTAX_ERROR" ->
          new Refused(offset, unexpected(details.get("error"), offset, text));
      case "INVALID_IDENTIFIER" -> new Refused(offset, badName(details.get("ident")));
      case "UNCLOSED_BRACKETED_COMMENT" -> new Refused(offset, "the comment is never closed");
      default -> new Refused(offset, "this is not allowed: " + words(parse));
    };
  }

  private static String unexpected(String token, int offset, String text) {
    if (token == null || token.contains("end of input")) {
      return "the expression ends too early";
    }
    String lookalikes =
        offset < text.length()
            ? Suggestions.lookalikes(Character.toString(text.codePointAt(offset)))
            : "";
    return "unexpected " + token + (lookalikes.isEmpty() ? "" : ": " + lookalikes);
  }

  private static String badName(String name) {
    String lookalikes = Suggestions.lookalikes(name);
    return "'"
        + name
        + "' is no name: "
        + (lookalikes.isEmpty() ? "" : lookalikes + "; ")
        + "names have a-z, 0-9 and _";
  }

  private static String words(ParseException parse) {
    return String.valueOf(parse.getCondition())
        .toLowerCase(java.util.Locale.ROOT)
        .replace('_', ' ');
  }

  private static int offset(ParseException parse, String text) {
    int line = parse.line().isDefined() ? (Integer) parse.line().get() : 1;
    int column = parse.startPosition().isDefined() ? (Integer) parse.startPosition().get() : 0;
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', start);
      start = end < 0 ? start : end + 1;
    }
    int rest = text.codePointCount(start, text.length());
    return text.offsetByCodePoints(start, Math.min(column, rest));
  }
}
