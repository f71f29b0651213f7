package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlNode;
import io.segmentlake.models.configuration.YamlText;
import io.segmentlake.models.expression.Expressions;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.ValueType;
import io.segmentlake.models.expression.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the one or more segments of a file. */
final class SegmentReader {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern SUFFIX = Pattern.compile("[a-z0-9][a-z0-9_]{0,63}");
  private static final int MAXIMUM_VARIANTS = 200;
  private static final int MAXIMUM_VERSION = 1_000_000;

  private final YamlMap top;
  private final List<Mistake> mistakes;
  private final Fields fields;

  SegmentReader(YamlMap top, List<Mistake> mistakes) {
    this.top = top;
    this.mistakes = mistakes;
    this.fields = new Fields(top, mistakes);
  }

  List<SegmentDefinition> read() {
    Optional<String> id =
        fields
            .required("id", "a name that stays for ever")
            .filter(
                text ->
                    isName(text, ID, "ids have a-z, 0-9 and _, start with a letter, at most 64"))
            .map(YamlText::value);
    fields.required("version", "1, and one more whenever the rule changes");
    Optional<Integer> version = fields.integer("version", 1, MAXIMUM_VERSION);
    SegmentBrief brief = new BriefReader(mistakes).read(fields, top);
    Parameters parameters = Parameters.declared(fields.map("params"), mistakes);
    List<YamlNode> variants = fields.list("variants");
    fields.required("when", "a condition on the customer");
    List<String> ids = new ArrayList<>();
    List<SegmentBrief> briefs = new ArrayList<>();
    List<Parameters> bound = new ArrayList<>();
    if (fields.node("variants").isEmpty()) {
      refuseUnbound(parameters);
      ids.add(id.orElse(""));
      briefs.add(brief);
      bound.add(parameters);
    }
    if (variants.size() > MAXIMUM_VARIANTS) {
      mistakes.add(fields.node("variants").orElseThrow().mistake("more than " + MAXIMUM_VARIANTS));
      return List.of();
    }
    for (YamlNode variant : variants) {
      if (variant instanceof YamlMap map) {
        Fields own = new Fields(map, mistakes);
        ids.add(id.orElse("") + "_" + suffix(own));
        briefs.add(new BriefReader(mistakes).readVariant(own, map, brief));
        bound.add(parameters.bound(map, own, mistakes));
        own.finish();
      } else {
        mistakes.add(variant.mistake("must be keys with values: id and the parameters"));
      }
    }
    List<SegmentDefinition> definitions = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      definition(ids.get(i), version.orElse(1), briefs.get(i), bound.get(i))
          .ifPresent(definitions::add);
    }
    fields.finish();
    return definitions;
  }

  private Optional<SegmentDefinition> definition(
      String id, int version, SegmentBrief brief, Parameters parameters) {
    Map<String, ValueType> types = new LinkedHashMap<>();
    List<Measure> measures = new ArrayList<>();
    boolean complete = true;
    for (var entry : entries("measures")) {
      Optional<Measure> measure =
          new MeasureReader(parameters, mistakes).read(entry.getKey(), entry.getValue());
      complete &= measure.isPresent() & isFree(entry.getKey(), "measures");
      measure.ifPresent(m -> types.put(m.name(), m.type()));
      measure.ifPresent(measures::add);
    }
    Vocabulary values = Vocabularies.features().withColumns(types);
    List<Rank> ranks = new ArrayList<>();
    Map<String, ValueType> conditions = new LinkedHashMap<>();
    // What builds on a broken measure would only repeat its mistake.
    for (var entry : complete ? entries("rank") : List.<Map.Entry<String, YamlNode>>of()) {
      Optional<Rank> rank =
          new RankReader(parameters, values, mistakes).read(entry.getKey(), entry.getValue());
      complete &= rank.isPresent() & isFree(entry.getKey(), "rank");
      rank.ifPresent(ranks::add);
      conditions.put(entry.getKey(), ValueType.BOOLEAN);
    }
    Optional<YamlText> when = fields.text("when");
    Optional<Node> rule =
        when.flatMap(text -> Expressions.parse(text, mistakes))
            .map(node -> parameters.bind(node, "when", mistakes))
            .filter(node -> !Later.isUsed(node, "when", mistakes));
    Vocabulary all = values.withColumns(conditions);
    if (!complete
        || rule.isEmpty()
        || !Expressions.isPredicate(rule.get(), "when", all, mistakes)) {
      return Optional.empty();
    }
    return Optional.of(
        new SegmentDefinition(id, version, brief, measures, ranks, rule.get(), top.location()));
  }

  private List<Map.Entry<String, YamlNode>> entries(String key) {
    return fields.map(key).map(map -> List.copyOf(map.values().entrySet())).orElse(List.of());
  }

  private boolean isFree(String name, String key) {
    YamlMap map = fields.map(key).orElseThrow();
    String problem = null;
    if (!ID.matcher(name).matches()) {
      problem = "'" + name + "' is no name; names have a-z, 0-9 and _, and start with a letter";
    } else if (Vocabularies.features().column(name).isPresent()) {
      problem = "'" + name + "' is already a column of every customer; choose another name";
    } else if (key.equals("rank")
        && entries("measures").stream().anyMatch(e -> e.getKey().equals(name))) {
      problem = "'" + name + "' is already a measure; choose another name";
    }
    if (problem != null) {
      mistakes.add(Mistake.at(map.keys().get(name), map.pathOf(name), problem));
    }
    return problem == null;
  }

  private void refuseUnbound(Parameters parameters) {
    if (!parameters.isEmpty()) {
      mistakes.add(
          fields
              .node("params")
              .orElseThrow()
              .mistake(
                  "nobody gives values; list them under 'variants' (values given at run are"
                      + " not supported yet)"));
    }
  }

  private String suffix(Fields own) {
    return own.required("id", "the end of the segment's id")
        .filter(text -> isName(text, SUFFIX, "ids have a-z, 0-9 and _ only"))
        .map(YamlText::value)
        .orElse("");
  }

  private boolean isName(YamlText text, Pattern pattern, String allowed) {
    boolean fits = pattern.matcher(text.value()).matches();
    if (!fits) {
      mistakes.add(text.mistake("'" + text.value() + "' is no id; " + allowed));
    }
    return fits;
  }
}
