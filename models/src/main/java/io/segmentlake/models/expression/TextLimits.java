package io.segmentlake.models.expression;

import io.segmentlake.models.configuration.Suggestions;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/** Refuses texts that would cost the parser much time or stack, before it sees them. */
final class TextLimits {
  static final int MAXIMUM_CHARACTERS = 4096;
  static final int MAXIMUM_TOKENS = 1000;
  static final int MAXIMUM_NESTING = 30;

  private TextLimits() {}

  /** Splits the text into tokens, which takes time in proportion to its length and no stack. */
  static void check(String text) {
    if (text.isBlank()) {
      throw new Refused(0, "the expression is empty");
    }
    if (text.length() > MAXIMUM_CHARACTERS) {
      throw new Refused(
          0,
          "the expression has "
              + text.length()
              + " characters; at most "
              + MAXIMUM_CHARACTERS
              + " are allowed");
    }
    SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(text)));
    lexer.removeErrorListeners();
    int tokens = 0;
    int nesting = 0;
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      if (token.getChannel() != Token.DEFAULT_CHANNEL) {
        continue;
      }
      int offset = text.offsetByCodePoints(0, token.getStartIndex());
      nesting += step(token.getType());
      tokens++;
      if (nesting > MAXIMUM_NESTING) {
        throw new Refused(offset, "brackets and cases nest more than " + MAXIMUM_NESTING + " deep");
      }
      if (tokens > MAXIMUM_TOKENS) {
        throw new Refused(
            offset, "the expression has more than " + MAXIMUM_TOKENS + " words and signs");
      }
      if (token.getType() == SqlBaseLexer.UNRECOGNIZED) {
        throw new Refused(offset, strange(text.codePointAt(offset)));
      }
    }
  }

  private static int step(int type) {
    return switch (type) {
      case SqlBaseLexer.LEFT_PAREN, SqlBaseLexer.CASE -> 1;
      case SqlBaseLexer.RIGHT_PAREN, SqlBaseLexer.END -> -1;
      default -> 0;
    };
  }

  private static String strange(int codePoint) {
    String character = Character.toString(codePoint);
    if (character.equals("'") || character.equals("\"") || character.equals("`")) {
      return "the quote " + character + " is opened and never closed";
    }
    String lookalike = Suggestions.lookalikes(character);
    return "the character '"
        + character
        + "' has no meaning here"
        + (lookalike.isEmpty() ? "" : ": " + lookalike);
  }
}
