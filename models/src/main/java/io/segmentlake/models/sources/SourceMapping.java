package io.segmentlake.models.sources;

import io.segmentlake.models.configuration.ConfigurationException;
import io.segmentlake.models.configuration.Location;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlReader;
import io.segmentlake.models.shops.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one family of a shop's files becomes rows of the canonical streams, as {@code
 * conf/sources/<name>.yaml} says.
 *
 * @param source also the name of the file
 * @param feeds kinds of files
 */
public record SourceMapping(String source, List<Feed> feeds) {

  public SourceMapping {
    feeds = List.copyOf(feeds);
  }

  /**
   * Reads all mappings of a shop.
   *
   * @param configuration folder that holds {@code sources}
   * @throws ConfigurationException with all that is wrong in all of them
   */
  public static List<SourceMapping> load(Path configuration, Shop shop) {
    List<Mistake> mistakes = new ArrayList<>();
    List<SourceMapping> mappings = read(configuration, shop, mistakes);
    ConfigurationException.throwIfAny(mistakes);
    return mappings;
  }

  /** Reads all mappings of a shop that are free of mistakes, and notes the others' mistakes. */
  public static List<SourceMapping> read(Path configuration, Shop shop, List<Mistake> mistakes) {
    List<SourceMapping> mappings = new ArrayList<>();
    for (String source : shop.sources()) {
      read(configuration.resolve("sources"), source, shop, mistakes).ifPresent(mappings::add);
    }
    return mappings;
  }

  private static Optional<SourceMapping> read(
      Path folder, String source, Shop shop, List<Mistake> mistakes) {
    Path file = folder.resolve(source + ".yaml");
    String shown = "conf/sources/" + source + ".yaml";
    if (!Files.isRegularFile(file)) {
      String message = "there is no such file, and shop '" + shop.name() + "' names the source";
      mistakes.add(Mistake.at(new Location(shown, 1, 1), "", message));
      return Optional.empty();
    }
    int before = mistakes.size();
    Optional<SourceMapping> mapping =
        YamlReader.read(file, shown, mistakes)
            .map(map -> new SourceYaml(source, shop.zone(), mistakes).read(map));
    return mistakes.size() > before ? Optional.empty() : mapping;
  }
}
