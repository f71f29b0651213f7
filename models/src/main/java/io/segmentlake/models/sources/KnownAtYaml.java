package io.segmentlake.models.sources;

import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlNode;
import io.segmentlake.models.expression.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when records were known; a day after they occurred where nothing is said. */
record KnownAtYaml(MappingExpressions expressions, List<Mistake> mistakes) {
  private static final KnownAt BY_DEFAULT = new KnownAt.Assumed(Duration.ofDays(1));
  private static final Pattern ASSUMED =
      Pattern.compile("occurred(?: *\\+ *([0-9]{1,4}) (minute|hour|day)s?)?");

  KnownAt read(Optional<YamlMap> map) {
    if (map.isEmpty()) {
      return BY_DEFAULT;
    }
    Fields fields = new Fields(map.get(), mistakes);
    Optional<Duration> lag =
        fields.converted("assumed", KnownAtYaml::lag, "an assumption such as 'occurred + 1 day'");
    Optional<YamlNode> column = fields.node("column");
    Optional<Pattern> pattern =
        fields.converted("file-name", KnownAtYaml::pattern, "a regular expression with one group");
    String format =
        fields
            .converted("format", KnownAtYaml::format, "a pattern such as yyyy-MM-dd")
            .orElse("yyyy-MM-dd");
    fields.finish();
    long written =
        List.of("assumed", "column", "file-name").stream()
            .filter(map.get().values()::containsKey)
            .count();
    if (written != 1) {
      mistakes.add(map.get().mistake("wants one of assumed, column, file-name"));
    }
    if (column.isPresent()) {
      return told(column.get());
    }
    return pattern
        .<KnownAt>map(p -> new KnownAt.InFileName(p, format))
        .or(() -> lag.map(KnownAt.Assumed::new))
        .orElse(BY_DEFAULT);
  }

  private KnownAt told(YamlNode column) {
    Optional<MappingExpressions.Typed> expression = expressions.value(column);
    expression
        .map(MappingExpressions.Typed::type)
        .filter(type -> !type.fits(ValueType.TIMESTAMP) && !type.fits(ValueType.TEXT))
        .ifPresent(
            type -> mistakes.add(column.mistake("must be an instant, not " + type.described())));
    return expression.<KnownAt>map(e -> new KnownAt.Told(e.node())).orElse(BY_DEFAULT);
  }

  private static Duration lag(String text) {
    Matcher matcher = ASSUMED.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no lag");
    }
    if (matcher.group(1) == null) {
      return Duration.ZERO;
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "minute" -> Duration.ofMinutes(number);
      case "hour" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static Pattern pattern(String text) {
    Pattern pattern = Pattern.compile(text);
    if (pattern.matcher("").groupCount() != 1) {
      throw new IllegalArgumentException("not one group");
    }
    return pattern;
  }

  private static String format(String text) {
    TimeText.of(text, Locale.ROOT);
    return text;
  }
}
