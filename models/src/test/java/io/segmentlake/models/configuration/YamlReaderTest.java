package io.segmentlake.models.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlReaderTest {
  private final List<Mistake> mistakes = new ArrayList<>();

  @Test
  void keepsThePlaceOfEachValue() {
    YamlMap map = read("id: vip\ngoals:\n  - kind: purchase\n    metric: orders\n");

    YamlList goals = (YamlList) map.value("goals").orElseThrow();
    YamlMap goal = (YamlMap) goals.items().get(0);
    YamlText metric = (YamlText) goal.value("metric").orElseThrow();
    assertThat(metric.value()).isEqualTo("orders");
    assertThat(metric.path()).isEqualTo("goals[0].metric");
    assertThat(metric.location()).isEqualTo(new Location("f.yaml", 4, 13));
    assertThat(mistakes).isEmpty();
  }

  @Test
  void findsCharactersInsideEveryStyleOfValue() {
    assertThat(placeOf("x", "when: a and x")).isEqualTo("1:13");
    assertThat(placeOf("x", "when: a\n  and\n  x")).isEqualTo("3:3");
    assertThat(placeOf("x", "when: 'it''s and x'")).isEqualTo("1:18");
    assertThat(placeOf("x", "when: 'a\n\n  x'")).isEqualTo("3:3");
    assertThat(placeOf("x", "when: \"\\\"a\\\" and \\u0061 x\"")).isEqualTo("1:25");
    assertThat(placeOf("x", "when: \"a \\\n   x\"")).isEqualTo("2:4");
    assertThat(placeOf("x", "when: |\n  a\n\n  and x\n")).isEqualTo("4:7");
    assertThat(placeOf("x", "when: >-  # why\n  a\n  and\n    x\n")).isEqualTo("4:5");
    assertThat(placeOf("x", "when: '😀 x'")).isEqualTo("1:10");
  }

  @Test
  void refusesDuplicateKeysAnchorsAliasesTagsAndSecondDocuments() {
    read("a: 1\na: 2\nb: &x [1]\nc: *x\nd: !!java.net.URL e\n---\nf: 1\n");

    assertThat(mistakes.stream().map(Mistake::toString))
        .containsExactly(
            "f.yaml:2:1 a: the key stands here again; first in line 1",
            "f.yaml:3:4 b: anchors (&name) are not supported",
            "f.yaml:4:4 c: aliases (*name) are not supported; write the value",
            "f.yaml:5:4 d: tags (!name) are not supported",
            "f.yaml:7:1 a second document starts here; a file holds one document");
  }

  @Test
  void saysWhereTextIsNoYaml() {
    assertThat(mistakeOf("a: 1\n\tb: 2\n")).startsWith("f.yaml:2:1 a tab stands");
    assertThat(mistakeOf("a: [1, 2")).startsWith("f.yaml:1:9 this is not YAML: ");
    assertThat(mistakeOf("a: b: c")).startsWith("f.yaml:1:5 this is not YAML: mapping values");
    assertThat(mistakeOf("")).isEqualTo("f.yaml:1:1 the file is empty");
    assertThat(mistakeOf("just text"))
        .isEqualTo("f.yaml:1:1 the file must start with keys, it is a text");
    assertThat(mistakeOf("a: " + "[".repeat(2000))).contains("nested more than 30 deep");
    assertThat(mistakeOf("a: \u0000")).startsWith("f.yaml:");
  }

  @Test
  void refusesFilesThatAreTooLargeMissingOrNoText(@TempDir Path folder) throws IOException {
    Path large = Files.write(folder.resolve("large.yaml"), new byte[10_000_000]);
    Path latin =
        Files.write(folder.resolve("l.yaml"), "a: é".getBytes(StandardCharsets.ISO_8859_1));

    YamlReader.read(large, "large.yaml", mistakes);
    YamlReader.read(latin, "l.yaml", mistakes);
    YamlReader.read(folder.resolve("none.yaml"), "none.yaml", mistakes);

    assertThat(mistakes.stream().map(Mistake::toString))
        .containsExactly(
            "large.yaml:1:1 the file has 10000000 bytes; at most 1000000 are read",
            "l.yaml:1:1 the file is not UTF-8; save it in that encoding",
            "none.yaml:1:1 the file cannot be read: NoSuchFileException");
  }

  private YamlMap read(String text) {
    return YamlReader.parse(text, "f.yaml", mistakes).orElseThrow();
  }

  private String mistakeOf(String text) {
    mistakes.clear();
    YamlReader.parse(text, "f.yaml", mistakes);
    return mistakes.get(0).toString();
  }

  private String placeOf(String word, String yaml) {
    YamlText text = (YamlText) read(yaml).value("when").orElseThrow();
    Location place = text.at(text.value().indexOf(word));
    return place.line() + ":" + place.column();
  }
}
