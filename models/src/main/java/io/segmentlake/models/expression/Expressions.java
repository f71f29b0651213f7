package io.segmentlake.models.expression;

import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.SQLConf$;

/** Reads expressions. Whatever the text, the answer is a tree or a mistake with its place. */
public final class Expressions {
  /** What the largest allowed text needs is less than a tenth of it. */
  private static final long STACK_BYTES = 64L << 20;

  private static final int MAXIMUM_DEPTH = 60;

  private Expressions() {}

  /** The tree of a text, its names and types not yet checked. */
  public static Optional<Node> parse(SourceText text, List<Mistake> mistakes) {
    try {
      TextLimits.check(text.value());
      Node node = parsed(text);
      if (Nodes.depth(node) > MAXIMUM_DEPTH) {
        throw new Refused(0, "the expression nests more than " + MAXIMUM_DEPTH + " deep");
      }
      return Optional.of(node);
    } catch (Refused refused) {
      mistakes.add(text.mistake(refused.offset(), refused.getMessage()));
      return Optional.empty();
    }
  }

  /** A condition that uses only the vocabulary. */
  public static Optional<Node> predicate(
      SourceText text, Vocabulary vocabulary, List<Mistake> mistakes) {
    return parse(text, mistakes)
        .filter(node -> isPredicate(node, text.path(), vocabulary, mistakes));
  }

  /** An expression of any type that uses only the vocabulary. */
  public static Optional<Node> value(
      SourceText text, Vocabulary vocabulary, List<Mistake> mistakes) {
    return parse(text, mistakes)
        .filter(node -> new TypeChecker(vocabulary, text.path(), mistakes).type(node).isPresent());
  }

  /**
   * Whether a parsed node is a condition in the vocabulary; notes what is wrong where it is not.
   */
  public static boolean isPredicate(
      Node node, String path, Vocabulary vocabulary, List<Mistake> mistakes) {
    Optional<ValueType> type = new TypeChecker(vocabulary, path, mistakes).type(node);
    if (type.isPresent() && type.get() != ValueType.BOOLEAN) {
      mistakes.add(
          Mistake.at(
              node.at(),
              path,
              "must be a condition, which is true or false; it is " + type.get().described()));
    }
    return type.isPresent() && type.get() == ValueType.BOOLEAN;
  }

  /** On a thread with a stack of its own, so that no text can overflow the caller's. */
  private static Node parsed(SourceText text) {
    FutureTask<Node> work =
        new FutureTask<>(() -> new TreeConverter(text).convert(sparkTree(text.value())));
    new Thread(null, work, "expression-parser", STACK_BYTES).start();
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot read an expression: interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refused refused) {
        throw refused;
      } else if (e.getCause() instanceof StackOverflowError) {
        throw new Refused(0, "the expression nests too deep to be read");
      }
      throw new IllegalStateException("Cannot read the expression at " + text.at(0), e.getCause());
    }
  }

  /** With the parser's default settings, whatever the session's are. */
  private static Expression sparkTree(String text) {
    try {
      return SQLConf$.MODULE$.withExistingConf(
          new SQLConf(), () -> CatalystSqlParser$.MODULE$.parseExpression(text));
    } catch (Exception e) {
      throw SyntaxErrors.refused(e, text);
    }
  }
}
