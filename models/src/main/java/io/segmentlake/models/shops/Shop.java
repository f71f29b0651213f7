package io.segmentlake.models.shops;

import io.segmentlake.models.configuration.ConfigurationException;
import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Location;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlReader;
import io.segmentlake.models.configuration.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One shop, as {@code conf/shops/<name>.yaml} describes it.
 *
 * @param name also the name of the file
 * @param zone in which its business dates are told
 * @param currency of its amounts, ISO 4217
 * @param sources names of the source mappings that load its files
 */
public record Shop(String name, ZoneId zone, String currency, List<String> sources) {
  private static final String ENDING = ".yaml";

  public Shop {
    sources = List.copyOf(sources);
  }

  /**
   * Reads one shop.
   *
   * @param configuration folder that holds {@code shops}
   * @throws ConfigurationException with all that is wrong
   */
  public static Shop load(Path configuration, String name) {
    List<Mistake> mistakes = new ArrayList<>();
    Optional<Shop> shop = read(configuration, name, mistakes);
    ConfigurationException.throwIfAny(mistakes);
    return shop.orElseThrow();
  }

  /** Reads one shop; empty where a mistake was noted. */
  public static Optional<Shop> read(Path configuration, String name, List<Mistake> mistakes) {
    Path folder = configuration.resolve("shops");
    Path file = folder.resolve(name + ENDING);
    String shown = "conf/shops/" + name + ENDING;
    if (!Files.isRegularFile(file)) {
      mistakes.add(
          Mistake.at(
              new Location(shown, 1, 1),
              "",
              "there is no such shop; there are " + String.join(", ", names(folder))));
      return Optional.empty();
    }
    return YamlReader.read(file, shown, mistakes).flatMap(map -> shop(map, name, mistakes));
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of("none");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(ENDING))
          .map(file -> file.substring(0, file.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the shops", e);
    }
  }

  private static Optional<Shop> shop(YamlMap map, String file, List<Mistake> mistakes) {
    int before = mistakes.size();
    Fields fields = new Fields(map, mistakes);
    Optional<YamlText> name = fields.required("shop", "the shop's name, which is the file's");
    name.filter(text -> !text.value().equals(file))
        .ifPresent(text -> mistakes.add(text.mistake(0, "must be the file's name, " + file)));
    Optional<ZoneId> zone = zone(fields, "zone", mistakes);
    Optional<String> currency =
        converted(
            fields.required("currency", "the ISO 4217 code of the shop's amounts"),
            code -> Currency.getInstance(code).getCurrencyCode(),
            "an ISO 4217 code, such as EUR",
            mistakes);
    List<String> sources = fields.texts("sources").stream().map(YamlText::value).toList();
    if (sources.isEmpty()) {
      mistakes.add(map.mistake("'sources' names no source mapping; write at least one"));
    }
    fields.finish();
    if (mistakes.size() > before) {
      return Optional.empty();
    }
    return Optional.of(new Shop(file, zone.orElseThrow(), currency.orElseThrow(), sources));
  }

  private static Optional<ZoneId> zone(Fields fields, String key, List<Mistake> mistakes) {
    return converted(
        fields.required(key, "the zone of the shop's business dates, such as Europe/Prague"),
        Shop::zone,
        "a time zone, such as Europe/Prague",
        mistakes);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static <T> Optional<T> converted(
      Optional<YamlText> text,
      Function<String, T> conversion,
      String allowed,
      List<Mistake> mistakes) {
    try {
      return text.map(YamlText::value).map(conversion);
    } catch (IllegalArgumentException e) {
      YamlText wrong = text.orElseThrow();
      mistakes.add(wrong.mistake(0, "'" + wrong.value() + "' is not " + allowed));
      return Optional.empty();
    }
  }
}
