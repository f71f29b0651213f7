package io.segmentlake.models.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads YAML files made by people: one document, UTF-8, at most 1 MB, without anchors, tags or
 * duplicate keys.
 */
public final class YamlReader {
  /** Far more than anyone writes by hand. */
  static final int MAXIMUM_BYTES = 1_000_000;

  private static final YAMLFactory FACTORY = new YAMLFactory();

  private YamlReader() {}

  /**
   * Reads one file.
   *
   * @param name of the file in messages
   * @param mistakes gets all that is wrong with it
   * @return the keys at the top; empty where the file cannot be understood at all
   */
  public static Optional<YamlMap> read(Path file, String name, List<Mistake> mistakes) {
    try {
      long size = Files.size(file);
      if (size > MAXIMUM_BYTES) {
        mistakes.add(
            atTop(name, "the file has " + size + " bytes; at most " + MAXIMUM_BYTES + " are read"));
        return Optional.empty();
      }
      return parse(decode(Files.readAllBytes(file)), name, mistakes);
    } catch (CharacterCodingException e) {
      mistakes.add(atTop(name, "the file is not UTF-8; save it in that encoding"));
    } catch (IOException e) {
      mistakes.add(atTop(name, "the file cannot be read: " + e.getClass().getSimpleName()));
    }
    return Optional.empty();
  }

  /** Reads YAML that is already in memory, such as a resource. */
  public static Optional<YamlMap> parse(String text, String name, List<Mistake> mistakes) {
    if (text.length() > MAXIMUM_BYTES) {
      mistakes.add(atTop(name, "the text is longer than " + MAXIMUM_BYTES + " characters"));
      return Optional.empty();
    }
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return new YamlBuilder(parser, text, name, mistakes).document();
    } catch (JsonProcessingException e) {
      mistakes.add(notYaml(e, name));
    } catch (IOException e) {
      mistakes.add(atTop(name, "the text cannot be read as YAML"));
    }
    return Optional.empty();
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** The parser's first and last lines say what is wrong; those between repeat the file. */
  private static Mistake notYaml(JsonProcessingException e, String name) {
    String message =
        e.getOriginalMessage()
            .lines()
            .filter(line -> !line.startsWith(" "))
            .reduce((a, b) -> a + ": " + b)
            .orElse("no YAML");
    String hint =
        message.contains("(TAB)")
            ? "a tab stands where only spaces are allowed"
            : "this is not YAML: " + message;
    Location place = new Location(name, Math.max(1, lineOf(e)), Math.max(1, columnOf(e)));
    return Mistake.at(place, "", hint);
  }

  private static int lineOf(JsonProcessingException e) {
    return mark(e).map(m -> m.getLine() + 1).orElse(e.getLocation().getLineNr());
  }

  private static int columnOf(JsonProcessingException e) {
    return mark(e).map(m -> m.getColumn() + 1).orElse(e.getLocation().getColumnNr());
  }

  /** Jackson tells where its last token stood, the YAML parser where the problem is. */
  private static Optional<org.yaml.snakeyaml.error.Mark> mark(JsonProcessingException e) {
    return e.getCause() instanceof org.yaml.snakeyaml.error.MarkedYAMLException marked
        ? Optional.ofNullable(marked.getProblemMark())
        : Optional.empty();
  }

  private static Mistake atTop(String name, String message) {
    return Mistake.at(new Location(name, 1, 1), "", message);
  }
}
