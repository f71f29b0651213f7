package io.segmentlake.jobs.doctor;

import io.segmentlake.models.configuration.ConfigurationException;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.models.segments.SegmentDefinition;
import io.segmentlake.models.segments.SegmentNeeds;
import io.segmentlake.models.shops.Shop;
import io.segmentlake.models.sources.SourceMapping;
import io.segmentlake.models.sources.StreamMapping;
import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Shop, sources and segments, and what the shop's missing streams disable. */
public final class ConfigurationChecks {
  private final Path folder;
  private final String shopName;
  private final List<Finding> findings = new ArrayList<>();

  private ConfigurationChecks(Path folder, String shopName) {
    this.folder = folder;
    this.shopName = shopName;
  }

  /** Reads the configuration as a run would, and more patiently. */
  public static List<Finding> of(Path folder, String shopName) {
    ConfigurationChecks checks = new ConfigurationChecks(folder, shopName);
    checks.look();
    return checks.findings;
  }

  private void look() {
    List<SegmentDefinition> segments = segments();
    List<Mistake> mistakes = new ArrayList<>();
    Optional<Shop> shop = Shop.read(folder, shopName, mistakes);
    add(
        "shop",
        mistakes,
        shopName + shop.map(s -> ", " + s.zone() + ", " + s.currency()).orElse(""));
    if (shop.isPresent()) {
      mistakes.clear();
      List<SourceMapping> sources = SourceMapping.read(folder, shop.get(), mistakes);
      Set<String> mapped = mapped(sources);
      add("sources", mistakes, String.join(", ", shop.get().sources()));
      if (mistakes.isEmpty()) {
        streams(mapped, new SegmentNeeds(segments));
      }
    }
  }

  private List<SegmentDefinition> segments() {
    try {
      SegmentCatalogue catalogue = SegmentCatalogue.load(folder.resolve("segments"));
      add("segments", catalogue.mistakes(), catalogue.segments().size() + " definitions");
      return catalogue.segments();
    } catch (ConfigurationException e) {
      add("segments", e.mistakes(), "");
      return List.of();
    }
  }

  private void add(String subject, List<Mistake> mistakes, String whatIsWell) {
    if (mistakes.isEmpty()) {
      findings.add(Finding.ok(subject, whatIsWell));
    }
    mistakes.forEach(mistake -> findings.add(Finding.fail(subject, mistake.toString())));
  }

  private static Set<String> mapped(List<SourceMapping> sources) {
    return sources.stream()
        .flatMap(source -> source.feeds().stream())
        .flatMap(feed -> feed.streams().stream())
        .map(StreamMapping::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void streams(Set<String> mapped, SegmentNeeds needs) {
    findings.add(Finding.ok("streams", mapped.size() + " mapped: " + String.join(", ", mapped)));
    for (Stream stream : Streams.all()) {
      if (!mapped.contains(stream.name())) {
        findings.add(missing(stream.name(), needs.needing(stream.name())));
      }
    }
  }

  private static Finding missing(String stream, List<String> disabled) {
    String what = stream + " is not mapped";
    if (stream.equals("consents")) {
      what += ": nobody's permission is recorded, so nothing is delivered to anybody";
    }
    return disabled.isEmpty()
        ? Finding.warn("streams", what + "; no segment needs it")
        : Finding.warn(
            "streams", what + "; without it: " + String.join(", ", new TreeSet<>(disabled)));
  }
}
