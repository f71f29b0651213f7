package io.segmentlake.models.sources;

import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.Suggestions;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlNode;
import io.segmentlake.models.configuration.YamlText;
import io.segmentlake.models.sources.Feed.Format;
import io.segmentlake.models.sources.Feed.IdenticalLines;
import io.segmentlake.models.sources.Feed.Overlap;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads one feed of a source mapping file.
 *
 * @param zone of the shop, for a feed that names none
 */
record FeedYaml(String source, String system, ZoneId zone, List<Mistake> mistakes) {

  /** The feed; empty where anything in it is wrong. */
  Optional<Feed> read(String name, YamlMap map) {
    int before = mistakes.size();
    Fields fields = new Fields(map, mistakes);
    Optional<YamlText> files =
        fields.required("files", "a pattern of file names, such as \"*.csv\"");
    files.ifPresent(this::checkPattern);
    Format format = format(fields);
    Optional<YamlMap> csvKeys = fields.map("csv");
    if (format != Format.CSV) {
      csvKeys.ifPresent(
          keys -> mistakes.add(keys.mistake("is for format csv only, not for " + format(format))));
    }
    CsvShape csv = new CsvYaml(mistakes).read(csvKeys);
    ZoneId own = zone(fields);
    MappingExpressions expressions = new MappingExpressions(csv.columns(), own, mistakes);
    KnownAt knownAt = new KnownAtYaml(expressions, mistakes).read(fields.map("known-at"));
    List<QuarantineRule> rules = rules(fields, expressions);
    IdenticalLines lines =
        IdenticalLines.valueOf(word(fields, "identical-lines", "keep", "keep", "drop"));
    Overlap overlap = Overlap.valueOf(word(fields, "overlap", "possible", "possible", "none"));
    List<StreamMapping> streams = streams(fields, map, expressions);
    Optional<YamlText> records = fields.text("records");
    Optional<YamlMap> expected = fields.map("expect");
    Optional<Expectation> expectation = expected.map(e -> Expectation.read(e, mistakes));
    fields.finish();
    Optional<StreamMapping> recordStream = recordStream(map, records, streams);
    recordStream.ifPresent(stream -> checkKnownAt(map, stream, knownAt));
    if (expected.isPresent() && recordStream.filter(s -> !s.stream().isEvent()).isPresent()) {
      mistakes.add(
          expected.get().mistake("is for events only; nothing happens in " + name + " by day"));
    }
    if (mistakes.size() > before || recordStream.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Feed(
            source,
            system,
            name,
            files.orElseThrow().value(),
            format,
            csv,
            own,
            knownAt,
            rules,
            lines,
            overlap,
            recordStream.get().name(),
            expectation,
            streams));
  }

  private void checkPattern(YamlText files) {
    if (files.value().startsWith("/") || List.of(files.value().split("/")).contains("..")) {
      mistakes.add(files.mistake(0, "must be a pattern of paths below the landing folder"));
    }
  }

  private static Format format(Fields fields) {
    return fields
        .oneOf("format", List.of("csv", "jsonl", "parquet", "delta"))
        .map(word -> Format.valueOf(word.toUpperCase(Locale.ROOT)))
        .orElse(Format.CSV);
  }

  private static String format(Format format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private static String word(Fields fields, String key, String byDefault, String... words) {
    return fields.oneOf(key, List.of(words)).orElse(byDefault).toUpperCase(Locale.ROOT);
  }

  private ZoneId zone(Fields fields) {
    return fields.converted("zone", FeedYaml::zoneOf, "a time zone, such as UTC").orElse(zone);
  }

  static ZoneId zoneOf(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private List<QuarantineRule> rules(Fields fields, MappingExpressions expressions) {
    List<QuarantineRule> rules = new ArrayList<>();
    Optional<YamlMap> reasons = fields.map("quarantine");
    reasons.ifPresent(
        map ->
            map.values()
                .forEach((reason, node) -> rule(reason, node, expressions).ifPresent(rules::add)));
    return rules;
  }

  private Optional<QuarantineRule> rule(
      String reason, YamlNode node, MappingExpressions expressions) {
    return expressions.predicate(node).map(predicate -> new QuarantineRule(reason, predicate));
  }

  private List<StreamMapping> streams(Fields fields, YamlMap feed, MappingExpressions expressions) {
    List<StreamMapping> streams = new ArrayList<>();
    Optional<YamlMap> named = fields.map("streams");
    if (named.isEmpty() || named.get().values().isEmpty()) {
      mistakes.add(feed.mistake("'streams' is missing; write what its records become"));
      return streams;
    }
    StreamYaml reader = new StreamYaml(expressions, mistakes);
    named
        .get()
        .values()
        .forEach(
            (name, node) -> reader.read(name, node, named.get().keys()).ifPresent(streams::add));
    return streams;
  }

  private Optional<StreamMapping> recordStream(
      YamlMap feed, Optional<YamlText> records, List<StreamMapping> streams) {
    if (records.isEmpty()) {
      if (streams.size() > 1) {
        mistakes.add(
            feed.mistake("'records' is missing; name the stream whose rows are the records"));
      }
      return streams.stream().findFirst();
    }
    List<String> names = streams.stream().map(StreamMapping::name).toList();
    String name = records.get().value();
    if (!names.contains(name)) {
      mistakes.add(
          records
              .get()
              .mistake(
                  0,
                  "'" + name + "' is none of the streams; one of " + String.join(", ", names),
                  Suggestions.nearest(name, names)));
    }
    return streams.stream().filter(stream -> stream.name().equals(name)).findFirst();
  }

  private void checkKnownAt(YamlMap feed, StreamMapping records, KnownAt knownAt) {
    if (knownAt instanceof KnownAt.Assumed && records.occurredColumn().isEmpty()) {
      mistakes.add(
          feed.mistake(
              "'known-at' cannot be assumed: "
                  + records.name()
                  + " has no instant mapped; write known-at: {column: …} or {file-name: …}"));
    }
  }
}
