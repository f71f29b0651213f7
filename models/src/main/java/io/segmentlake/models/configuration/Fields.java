package io.segmentlake.models.configuration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the keys of one YAML map: each method asks for one key and notes what is wrong with its
 * value; {@link #finish()} notes the keys that nobody asked for.
 */
public final class Fields {
  private final YamlMap map;
  private final List<Mistake> mistakes;
  private final Set<String> known = new LinkedHashSet<>();

  public Fields(YamlMap map, List<Mistake> mistakes) {
    this.map = map;
    this.mistakes = mistakes;
  }

  /** The value of a key whatever it is. */
  public Optional<YamlNode> node(String key) {
    known.add(key);
    return map.value(key);
  }

  /** A single value that is not empty. */
  public Optional<YamlText> text(String key) {
    return typed(key, YamlText.class, "a single value").filter(text -> notEmpty(text));
  }

  public Optional<String> string(String key) {
    return text(key).map(YamlText::value);
  }

  /**
   * A single value that has to be there.
   *
   * @param what completes "… is missing: write", for example {@code "who answers for the segment"}
   */
  public Optional<YamlText> required(String key, String what) {
    if (node(key).isEmpty()) {
      mistakes.add(
          Mistake.at(map.location(), map.path(), "'" + key + "' is missing; write " + what));
    }
    return text(key);
  }

  /** A whole number within limits, both included. */
  public Optional<Integer> integer(String key, int minimum, int maximum) {
    return converted(
        key,
        value -> {
          int number = Integer.parseInt(value.trim());
          if (number < minimum || number > maximum) {
            throw new IllegalArgumentException("outside");
          }
          return number;
        },
        "a whole number from " + minimum + " to " + maximum);
  }

  public Optional<Boolean> bool(String key) {
    return converted(
        key,
        value -> {
          if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("neither");
          }
          return value.equals("true");
        },
        "true or false");
  }

  /** One of some words. */
  public Optional<String> oneOf(String key, List<String> words) {
    Optional<YamlText> text = text(key);
    if (text.isPresent() && !words.contains(text.get().value())) {
      mistakes.add(
          text.get()
              .mistake(
                  0,
                  "unknown word '" + text.get().value() + "'; one of " + String.join(", ", words),
                  Suggestions.nearest(text.get().value(), words)));
      return Optional.empty();
    }
    return text.map(YamlText::value);
  }

  public Optional<YamlMap> map(String key) {
    return typed(key, YamlMap.class, "keys with values");
  }

  /** The items of a list; empty where the key is missing. */
  public List<YamlNode> list(String key) {
    return typed(key, YamlList.class, "a list").map(YamlList::items).orElse(List.of());
  }

  /** A list of single values. */
  public List<YamlText> texts(String key) {
    List<YamlText> texts = new ArrayList<>();
    for (YamlNode item : list(key)) {
      if (item instanceof YamlText text && notEmpty(text)) {
        texts.add(text);
      } else if (!(item instanceof YamlText)) {
        mistakes.add(item.mistake("must be a single value, it is " + item.described()));
      }
    }
    return texts;
  }

  /** A single value turned into something else; a failing conversion is a mistake. */
  public <T> Optional<T> converted(String key, Function<String, T> conversion, String allowed) {
    Optional<YamlText> text = text(key);
    try {
      return text.map(YamlText::value).map(conversion);
    } catch (IllegalArgumentException e) {
      mistakes.add(text.orElseThrow().mistake("'" + text.get().value() + "' is not " + allowed));
      return Optional.empty();
    }
  }

  /** Notes all keys that were not asked for. */
  public void finish() {
    for (Map.Entry<String, Location> key : map.keys().entrySet()) {
      if (!known.contains(key.getKey())) {
        mistakes.add(unknown(key.getKey(), key.getValue()));
      }
    }
  }

  private Mistake unknown(String key, Location location) {
    String lookalikes = Suggestions.lookalikes(key);
    String message = "unknown key '" + key + "'" + (lookalikes.isEmpty() ? "" : ": " + lookalikes);
    Optional<String> suggestion = Suggestions.nearest(key, known);
    String allowed = suggestion.isPresent() ? "" : "; known are " + String.join(", ", known);
    return Mistake.at(location, map.path(), message + allowed, suggestion);
  }

  private boolean notEmpty(YamlText text) {
    if (text.isEmpty()) {
      mistakes.add(text.mistake("has no value"));
    }
    return !text.isEmpty();
  }

  private <T extends YamlNode> Optional<T> typed(String key, Class<T> type, String expected) {
    Optional<YamlNode> node = node(key);
    if (node.isPresent() && !type.isInstance(node.get())) {
      mistakes.add(node.get().mistake("must be " + expected + ", it is " + node.get().described()));
    }
    return node.filter(type::isInstance).map(type::cast);
  }
}
