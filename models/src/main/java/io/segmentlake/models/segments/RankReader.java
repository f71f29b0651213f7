package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlNode;
import io.segmentlake.models.configuration.YamlText;
import io.segmentlake.models.expression.Expressions;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.TypeChecker;
import io.segmentlake.models.expression.ValueType;
import io.segmentlake.models.expression.Vocabulary;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one rank. */
final class RankReader {
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(\\.\\d{1,4})?) ?%");
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  private final Parameters parameters;
  private final Vocabulary vocabulary;
  private final List<Mistake> mistakes;

  RankReader(Parameters parameters, Vocabulary vocabulary, List<Mistake> mistakes) {
    this.parameters = parameters;
    this.vocabulary = vocabulary;
    this.mistakes = mistakes;
  }

  Optional<Rank> read(String name, YamlNode node) {
    if (!(node instanceof YamlMap map)) {
      mistakes.add(node.mistake("must be keys such as {by: margin_365d, top: 1 %}"));
      return Optional.empty();
    }
    int before = mistakes.size();
    Fields fields = new Fields(map, mistakes);
    Optional<Node> by = fields.required("by", "a number to rank by").flatMap(this::number);
    Optional<Node> base = fields.text("base").flatMap(this::condition);
    fields.required("top", "a share such as 1 %");
    Optional<BigDecimal> share =
        fields.converted(
            "top", RankReader::share, "a share such as 1 %, above 0 and at most 100 %");
    fields.oneOf("ties", List.of("include"));
    fields.finish();
    return mistakes.size() > before
        ? Optional.empty()
        : Optional.of(new Rank(name, by.orElseThrow(), base, share.orElseThrow()));
  }

  private static BigDecimal share(String text) {
    Matcher matcher = SHARE.matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    BigDecimal percent = new BigDecimal(matcher.group(1));
    if (percent.signum() == 0 || percent.compareTo(ALL) > 0) {
      throw new IllegalArgumentException(text);
    }
    return percent.movePointLeft(2).stripTrailingZeros();
  }

  private Optional<Node> number(YamlText text) {
    Optional<Node> node = parsed(text);
    Optional<ValueType> type =
        node.flatMap(n -> new TypeChecker(vocabulary, text.path(), mistakes).type(n));
    if (type.isPresent() && !type.get().isNumber()) {
      mistakes.add(text.mistake("ranks want a number, this is " + type.get().described()));
    }
    return node;
  }

  private Optional<Node> condition(YamlText text) {
    return parsed(text)
        .filter(node -> Expressions.isPredicate(node, text.path(), vocabulary, mistakes));
  }

  private Optional<Node> parsed(YamlText text) {
    return Expressions.parse(text, mistakes)
        .map(node -> parameters.bind(node, text.path(), mistakes))
        .filter(node -> !Later.isUsed(node, text.path(), mistakes));
  }
}
