package io.segmentlake.models.segments;

import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.Suggestions;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlNode;
import io.segmentlake.models.configuration.YamlText;
import io.segmentlake.models.expression.Expressions;
import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.TypeChecker;
import io.segmentlake.models.expression.ValueType;
import io.segmentlake.models.expression.Vocabulary;
import io.segmentlake.models.streams.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one measure. */
final class MeasureReader {
  private static final String AT = "at";
  private static final String DAYS_AGO = "days_ago";

  private final Parameters parameters;
  private final List<Mistake> mistakes;

  MeasureReader(Parameters parameters, List<Mistake> mistakes) {
    this.parameters = parameters;
    this.mistakes = mistakes;
  }

  Optional<Measure> read(String name, YamlNode node) {
    if (!(node instanceof YamlMap map)) {
      mistakes.add(
          node.mistake(
              "must be keys such as {count: orders, window: 90 days}, it is " + node.described()));
      return Optional.empty();
    }
    int before = mistakes.size();
    Fields fields = new Fields(map, mistakes);
    refuseLaterKeys(map, fields);
    Optional<Aggregate> aggregate = aggregate(map, fields);
    Optional<YamlText> stream = aggregate.flatMap(a -> fields.text(a.word()));
    Optional<YamlText> of = fields.text("of");
    Optional<YamlText> where = fields.text("where");
    Optional<TimeWindow> window = window(fields);
    fields.finish();
    boolean known = stream.isPresent() && isMeasurable(stream.get());
    if (!known || mistakes.size() > before) {
      return Optional.empty();
    }
    return measure(name, aggregate.get(), stream.get().value(), of, where, window, map)
        .filter(m -> mistakes.size() == before);
  }

  private Optional<Measure> measure(
      String name,
      Aggregate aggregate,
      String stream,
      Optional<YamlText> of,
      Optional<YamlText> where,
      Optional<TimeWindow> window,
      YamlMap map) {
    Optional<Node> condition = where.flatMap(this::parsed);
    boolean byLines =
        aggregate == Aggregate.COUNT
            && stream.equals("orders")
            && condition.isPresent()
            && OrderLineNames.areUsedIn(condition.get());
    String rows = byLines ? "order_lines" : stream;
    Vocabulary vocabulary = Vocabularies.stream(rows);
    if (condition.isPresent()
        && !Expressions.isPredicate(condition.get(), where.get().path(), vocabulary, mistakes)) {
      return Optional.empty();
    }
    TimeWindow span = window.orElse(TimeWindow.ALL_TIME);
    if (aggregate.isCount()) {
      of.ifPresent(text -> mistakes.add(text.mistake("a count has no 'of'; write 'where'")));
      return Optional.of(
          new Measure(
              name,
              byLines ? Aggregate.COUNT_ORDERS : aggregate,
              rows,
              Optional.empty(),
              condition,
              span,
              ValueType.INTEGER));
    }
    if (of.isEmpty()) {
      mistakes.add(
          map.mistake("'of' is missing; write what to take the " + aggregate.word() + " of"));
      return Optional.empty();
    }
    return values(of.get(), stream, aggregate, vocabulary)
        .map(
            typed ->
                new Measure(
                    name,
                    aggregate,
                    rows,
                    Optional.of(typed.node()),
                    condition,
                    span,
                    aggregate.result(typed.type())));
  }

  private record Typed(Node node, ValueType type) {}

  private Optional<Typed> values(
      YamlText of, String stream, Aggregate aggregate, Vocabulary vocabulary) {
    Optional<Node> node = parsed(of).map(n -> withShortNames(n, stream));
    Optional<ValueType> type =
        node.flatMap(n -> new TypeChecker(vocabulary, of.path(), mistakes).type(n));
    if (type.isPresent() && aggregate.wantsNumbers() && !type.get().isNumber()) {
      mistakes.add(
          of.mistake(aggregate.word() + " wants numbers, this is " + type.get().described()));
      return Optional.empty();
    }
    return type.map(t -> new Typed(node.get(), t));
  }

  /** {@code at} is the instant of the event whatever the stream calls it. */
  private static Node withShortNames(Node node, String stream) {
    if (node instanceof Node.ColumnRef column && column.name().equals(AT)) {
      return new Node.ColumnRef(Streams.named(stream).at().orElseThrow(), column.at());
    }
    if (node instanceof Node.ColumnRef column && column.name().equals(DAYS_AGO)) {
      Node day = new Node.ColumnRef(Vocabularies.EVENT_ON, column.at());
      return new Node.Call("days_since", List.of(day), column.at());
    }
    return node;
  }

  private Optional<Node> parsed(YamlText text) {
    return Expressions.parse(text, mistakes)
        .map(node -> parameters.bind(node, text.path(), mistakes))
        .filter(node -> !Later.isUsed(node, text.path(), mistakes));
  }

  private Optional<Aggregate> aggregate(YamlMap map, Fields fields) {
    List<String> found = new ArrayList<>(Aggregate.WORDS);
    found.retainAll(map.values().keySet());
    Aggregate.WORDS.forEach(fields::node);
    if (found.size() == 1) {
      return Optional.of(Aggregate.of(found.get(0)));
    }
    boolean later = map.values().keySet().stream().anyMatch(Later.AGGREGATES::contains);
    if (!later) {
      String one = "one of " + String.join(", ", Aggregate.WORDS) + " with a stream";
      mistakes.add(
          map.mistake(
              found.isEmpty()
                  ? "has no aggregate; write " + one
                  : "has several aggregates; write " + one));
    }
    return Optional.empty();
  }

  private void refuseLaterKeys(YamlMap map, Fields fields) {
    map.keys()
        .forEach(
            (key, place) -> {
              if (Later.MEASURE_KEYS.contains(key) || Later.AGGREGATES.contains(key)) {
                fields.node(key);
                mistakes.add(Mistake.at(place, map.path(), Later.notYet(key)));
              }
            });
  }

  private Optional<TimeWindow> window(Fields fields) {
    Optional<YamlText> text = fields.text("window");
    if (text.isPresent() && Later.isLaterWindow(text.get().value())) {
      mistakes.add(text.get().mistake(Later.notYet(text.get().value())));
      return Optional.empty();
    }
    return fields.converted("window", TimeWindow::parse, TimeWindow.ALLOWED);
  }

  private boolean isMeasurable(YamlText stream) {
    List<String> streams = Vocabularies.measurableStreams();
    if (Later.STREAMS.contains(stream.value())) {
      mistakes.add(stream.mistake("the stream " + Later.notYet(stream.value())));
    } else if (!streams.contains(stream.value())) {
      mistakes.add(
          stream.mistake(
              0,
              "unknown stream '" + stream.value() + "'; one of " + String.join(", ", streams),
              Suggestions.nearest(stream.value(), streams)));
    }
    return streams.contains(stream.value());
  }
}
