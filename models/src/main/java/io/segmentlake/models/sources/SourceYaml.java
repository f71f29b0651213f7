package io.segmentlake.models.sources;

import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlNode;
import io.segmentlake.models.configuration.YamlText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the top of a source mapping file.
 *
 * @param source name of the file
 * @param zone of the shop
 */
record SourceYaml(String source, ZoneId zone, List<Mistake> mistakes) {
  private static final Set<String> OF_ORDERS = Set.of("orders", "order_lines", "refunds");

  SourceMapping read(YamlMap map) {
    Fields fields = new Fields(map, mistakes);
    fields
        .required("source", "the mapping's name, which is the file's")
        .filter(name -> !name.value().equals(source))
        .ifPresent(name -> mistakes.add(name.mistake(0, "must be the file's name, " + source)));
    Optional<YamlText> system =
        fields.required("system", "the id space of its customer numbers, such as shop");
    List<Feed> feeds = new ArrayList<>();
    Optional<YamlMap> kinds = fields.map("feeds");
    if (kinds.isEmpty() || kinds.get().values().isEmpty()) {
      mistakes.add(map.mistake("'feeds' is missing; write at least one kind of files"));
    }
    kinds.ifPresent(all -> all.values().forEach((name, node) -> feed(system, name, node, feeds)));
    fields.finish();
    checkCurrencies(map, feeds);
    return new SourceMapping(source, feeds);
  }

  /** Orders of several currencies whose lines name none would be added up as if of one. */
  private void checkCurrencies(YamlMap map, List<Feed> feeds) {
    Map<Boolean, List<String>> streams =
        feeds.stream()
            .flatMap(feed -> feed.streams().stream())
            .filter(stream -> OF_ORDERS.contains(stream.name()))
            .collect(
                Collectors.partitioningBy(
                    SourceYaml::hasCurrency,
                    Collectors.mapping(StreamMapping::name, Collectors.toList())));
    if (!streams.get(true).isEmpty()) {
      for (String stream : streams.get(false)) {
        mistakes.add(
            map.mistake(
                stream
                    + " has no currency, but "
                    + streams.get(true).get(0)
                    + " has one; map 'currency' for both, or for neither"));
      }
    }
  }

  private static boolean hasCurrency(StreamMapping stream) {
    return stream.columns().keySet().stream().anyMatch(c -> c.name().equals("currency"));
  }

  private void feed(Optional<YamlText> system, String name, YamlNode node, List<Feed> feeds) {
    if (node instanceof YamlMap map) {
      String space = system.map(YamlText::value).orElse("");
      new FeedYaml(source, space, zone, mistakes).read(name, map).ifPresent(feeds::add);
    } else {
      mistakes.add(node.mistake("must be keys with values, it is " + node.described()));
    }
  }
}
