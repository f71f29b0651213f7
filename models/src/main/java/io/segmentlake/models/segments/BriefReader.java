package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlNode;
import io.segmentlake.models.configuration.YamlText;
import java.util.ArrayList;
import java.util.List;

/** Reads what people need to know of a segment; a variant says only what is different. */
final class BriefReader {
  private static final String WHAT = "[a-z][a-z0-9_]{0,63}";

  private final List<Mistake> mistakes;

  BriefReader(List<Mistake> mistakes) {
    this.mistakes = mistakes;
  }

  SegmentBrief read(Fields fields, YamlMap top) {
    return new SegmentBrief(
        fields.required("owner", "who answers for the segment").map(YamlText::value).orElse(""),
        fields.required("purpose", "what the segment is for").map(YamlText::value).orElse(""),
        goals(fields, top),
        fields.string("offer").orElse(""),
        channels(fields),
        fields.integer("priority", 0, 100).orElse(SegmentBrief.DEFAULT_PRIORITY));
  }

  SegmentBrief readVariant(Fields fields, YamlMap variant, SegmentBrief general) {
    boolean ownGoals = fields.node("goals").isPresent();
    boolean ownChannels = fields.node("channels").isPresent();
    return new SegmentBrief(
        fields.string("owner").orElse(general.owner()),
        fields.string("purpose").orElse(general.purpose()),
        ownGoals ? goals(fields, variant) : general.goals(),
        fields.string("offer").orElse(general.offer()),
        ownChannels ? channels(fields) : general.channels(),
        fields.integer("priority", 0, 100).orElse(general.priority()));
  }

  private List<Goal> goals(Fields fields, YamlMap parent) {
    if (fields.node("goals").isEmpty()) {
      mistakes.add(
          parent.mistake(
              "'goals' is missing; write [{kind: …, metric: …}], at least one kind other than"
                  + " purchase"));
      return List.of();
    }
    List<Goal> goals = new ArrayList<>();
    List<YamlNode> items = fields.list("goals");
    for (YamlNode item : items) {
      if (item instanceof YamlMap map) {
        goal(map, goals);
      } else {
        mistakes.add(item.mistake("must be {kind: …, metric: …}, it is " + item.described()));
      }
    }
    boolean complete = goals.size() == items.size();
    if (complete && goals.stream().allMatch(g -> g.kind().equals(Goal.PURCHASE))) {
      mistakes.add(
          fields
              .node("goals")
              .orElseThrow()
              .mistake(
                  "only purchases; at least one goal must be something else: "
                      + String.join(", ", Goal.KINDS.subList(1, Goal.KINDS.size()))));
    }
    return goals;
  }

  private void goal(YamlMap map, List<Goal> goals) {
    Fields fields = new Fields(map, mistakes);
    if (fields.required("kind", "one of " + String.join(", ", Goal.KINDS)).isPresent()
        & fields.required("metric", "how one sees that it works").isPresent()) {
      fields
          .oneOf("kind", Goal.KINDS)
          .ifPresent(kind -> goals.add(new Goal(kind, word(fields, "metric"))));
    }
    fields.finish();
  }

  private String word(Fields fields, String key) {
    YamlText text = fields.text(key).orElseThrow();
    checkWord(text);
    return text.value();
  }

  private List<String> channels(Fields fields) {
    List<YamlText> texts = fields.texts("channels");
    texts.forEach(this::checkWord);
    return texts.stream().map(YamlText::value).toList();
  }

  private void checkWord(YamlText text) {
    if (!text.value().matches(WHAT)) {
      mistakes.add(
          text.mistake("'" + text.value() + "' is no name; names have a-z, 0-9 and _ only"));
    }
  }
}
