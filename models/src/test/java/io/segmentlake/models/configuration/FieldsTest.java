package io.segmentlake.models.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {
  private final List<Mistake> mistakes = new ArrayList<>();

  @Test
  void readsEachKindOfValue() {
    Fields fields = fields("a: x\nb: 7\nc: true\nd: [p, q]\ne: {f: g}\nh: in\n");

    assertThat(fields.string("a")).contains("x");
    assertThat(fields.integer("b", 1, 9)).contains(7);
    assertThat(fields.bool("c")).contains(true);
    assertThat(fields.texts("d")).extracting(YamlText::value).containsExactly("p", "q");
    assertThat(fields.map("e").orElseThrow().pathOf("f")).isEqualTo("e.f");
    assertThat(fields.oneOf("h", List.of("in", "out"))).contains("in");
    assertThat(fields.string("missing")).isEmpty();
    fields.finish();
    assertThat(mistakes).isEmpty();
  }

  @Test
  void notesEveryMistake() {
    Fields fields = fields("ownr: me\nb: 70\nc: maybe\nd: text\nh: inn\nа: x\nz:\n");

    fields.required("owner", "who answers for it");
    fields.integer("b", 1, 9);
    fields.bool("c");
    fields.list("d");
    fields.oneOf("h", List.of("in", "out"));
    fields.string("z");
    fields.finish();

    assertThat(mistakes.stream().map(Mistake::toString))
        .containsExactly(
            "f.yaml:1:1 'owner' is missing; write who answers for it",
            "f.yaml:2:4 b: '70' is not a whole number from 1 to 9",
            "f.yaml:3:4 c: 'maybe' is not true or false",
            "f.yaml:4:4 d: must be a list, it is a text",
            "f.yaml:5:4 h: unknown word 'inn'; one of in, out (did you mean 'in'?)",
            "f.yaml:7:3 z: has no value",
            "f.yaml:1:1 unknown key 'ownr' (did you mean 'owner'?)",
            "f.yaml:6:1 unknown key 'а': 'а' is CYRILLIC SMALL LETTER A (did you mean 'b'?)");
  }

  @Test
  void listsAllMistakesByPlaceInOneException() {
    Mistake second = new Mistake("b.yaml", 1, 1, "", "no", java.util.Optional.empty());
    Mistake first = new Mistake("a.yaml", 9, 2, "when", "bad", java.util.Optional.of("good"));

    assertThat(new ConfigurationException(List.of(second, first)))
        .hasMessage(
            "Cannot use the configuration: 2 mistakes.\n"
                + "a.yaml:9:2 when: bad (did you mean 'good'?)\n"
                + "b.yaml:1:1 no");
  }

  private Fields fields(String yaml) {
    return new Fields(YamlReader.parse(yaml, "f.yaml", mistakes).orElseThrow(), mistakes);
  }
}
