package io.segmentlake.pipelines.bronze;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.segmentlake.pipelines.bronze.LineTexts.LineText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON lines, one object a line; values inside objects are named by dotted path. */
final class JsonRecordReader implements RecordReader {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final LineTexts lines;
  private final Map<String, Integer> positions = new HashMap<>();

  /**
   * @param wanted paths of the values to give, in this order
   */
  JsonRecordReader(PhysicalLines lines, List<String> wanted) {
    this.lines = new LineTexts(lines);
    wanted.forEach(path -> positions.put(path, positions.size()));
  }

  @Override
  public RawRecord next() throws IOException {
    LineText line = lines.nextFilled();
    if (line == null) {
      return null;
    }
    long number = line.line().number();
    String[] values = new String[positions.size()];
    Optional<String> problem =
        line.problem().isPresent() ? line.problem() : problem(line.text(), values);
    return problem.isPresent()
        ? RawRecord.broken(number, 1, line.text(), problem.get())
        : RawRecord.readable(number, 1, line.text(), values);
  }

  /** Fills the values; says why it cannot. The parser's own messages would repeat the data. */
  private Optional<String> problem(String text, String[] values) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        return Optional.of("the line is no JSON object");
      }
      Optional<String> problem = object(parser, values);
      if (problem.isEmpty() && parser.nextToken() != null) {
        return Optional.of("more than one JSON value stands in the line");
      }
      return problem;
    } catch (JsonProcessingException e) {
      boolean isDuplicate = e.getOriginalMessage().startsWith("Duplicate field");
      return Optional.of(isDuplicate ? "a key stands twice" : "the line is no valid JSON");
    }
  }

  private Optional<String> object(JsonParser parser, String[] values) throws IOException {
    Path path = new Path();
    Optional<String> problem = Optional.empty();
    // The whole object is gone through even after a problem: broken JSON is the better reason.
    for (JsonToken token = parser.nextToken(); !path.isOver(token); token = parser.nextToken()) {
      switch (token) {
        case FIELD_NAME -> path.name(parser.currentName());
        case START_OBJECT -> {
          problem = problem.or(() -> single(path));
          path.enter();
        }
        case END_OBJECT -> path.leave();
        case START_ARRAY -> {
          problem = problem.or(() -> single(path));
          parser.skipChildren();
        }
        case VALUE_NULL -> {}
        default -> {
          Optional<String> wrong = take(path, parser.getText(), values);
          problem = problem.or(() -> wrong);
        }
      }
    }
    return problem;
  }

  private Optional<String> single(Path path) {
    return positions.containsKey(path.text())
        ? Optional.of("'" + path.text() + "' is no single value")
        : Optional.empty();
  }

  private Optional<String> take(Path path, String text, String[] values) {
    Integer position = positions.get(path.text());
    if (position == null) {
      return Optional.empty();
    }
    if (values[position] != null) {
      return Optional.of("'" + path.text() + "' stands twice");
    }
    values[position] = text;
    return LineTexts.textProblem(text);
  }

  /** Names from the outermost object to the current one. */
  private static final class Path {
    private final StringBuilder prefix = new StringBuilder();
    private final Deque<Integer> outerLengths = new ArrayDeque<>();
    private String name = "";

    void name(String current) {
      name = current;
    }

    void enter() {
      outerLengths.push(prefix.length());
      prefix.append(name).append('.');
    }

    void leave() {
      prefix.setLength(outerLengths.pop());
    }

    boolean isOver(JsonToken token) {
      return token == null || token == JsonToken.END_OBJECT && outerLengths.isEmpty();
    }

    String text() {
      return prefix + name;
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
