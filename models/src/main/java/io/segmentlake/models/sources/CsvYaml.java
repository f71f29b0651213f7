package io.segmentlake.models.sources;

import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlText;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how delimited text is written. */
record CsvYaml(List<Mistake> mistakes) {
  private static final int LONGEST_RECORD = 100_000;

  CsvShape read(Optional<YamlMap> map) {
    if (map.isEmpty()) {
      return CsvShape.DEFAULT;
    }
    Fields fields = new Fields(map.get(), mistakes);
    CsvShape byDefault = CsvShape.DEFAULT;
    CsvShape shape =
        new CsvShape(
            fields
                .converted("delimiter", CsvYaml::delimiter, "one character, or tab")
                .orElse(byDefault.delimiter()),
            fields
                .converted(
                    "encoding", CsvYaml::encoding, "a character set, such as UTF-8 or windows-1250")
                .orElse(byDefault.encoding()),
            fields
                .converted("quote", CsvYaml::quote, "one character, or none")
                .orElse(byDefault.quote()),
            columns(map.get(), fields),
            fields.integer("longest-record", 1, LONGEST_RECORD).orElse(byDefault.longestRecord()));
    fields.finish();
    return shape;
  }

  /** Names without a header; {@code header: true} is the default and may be written. */
  private List<String> columns(YamlMap map, Fields fields) {
    Optional<Boolean> header = fields.bool("header");
    List<YamlText> names = fields.texts("columns");
    if (header.orElse(names.isEmpty()) != names.isEmpty()) {
      mistakes.add(
          map.mistake("has either a header or a list of 'columns'; write header: false with it"));
    }
    Set<String> seen = new HashSet<>();
    for (YamlText name : names) {
      if (!seen.add(name.value())) {
        mistakes.add(name.mistake(0, "'" + name.value() + "' stands twice"));
      }
    }
    return names.stream().map(YamlText::value).toList();
  }

  private static Character delimiter(String text) {
    String delimiter = text.equals("tab") || text.equals("\\t") ? "\t" : text;
    if (delimiter.length() != 1 || "\r\n\"".contains(delimiter)) {
      throw new IllegalArgumentException("no delimiter");
    }
    return delimiter.charAt(0);
  }

  private static Character quote(String text) {
    if (text.length() != 1 && !text.equals("none")) {
      throw new IllegalArgumentException("no quote");
    }
    return text.equals("none") ? 0 : text.charAt(0);
  }

  private static String encoding(String text) {
    return Charset.forName(text).name();
  }
}
