package io.segmentlake.models.segments;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.expression.Nodes;
import io.segmentlake.models.expression.Vocabulary;
import io.segmentlake.models.predictions.PredictionColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All segments of a run, compiled together: one aggregation per stream for all measures, one for
 * all rank edges, one pass for all rules. Nothing here reads or writes.
 *
 * <p>The order of work is {@link #measured}, {@link #thresholds}, {@link #withThresholds}, {@link
 * #evaluate}. Results of {@code measured} are used more than once and worth keeping.
 */
public final class CompiledSegments {
  private final List<CompiledSegment> segments;
  private final Map<String, Measure> measures;
  private final List<RankEdge> edges;
  private final Set<ShopThreshold> shopThresholds;
  private final Vocabulary vocabulary;
  private final Predicates predicates;

  CompiledSegments(
      List<CompiledSegment> segments,
      Map<String, Measure> measures,
      List<RankEdge> edges,
      Set<ShopThreshold> shopThresholds) {
    this.segments = segments;
    this.measures = measures;
    this.edges = edges;
    this.shopThresholds = shopThresholds;
    this.vocabulary = SegmentCompiler.vocabulary(measures, edges);
    this.predicates = new Predicates(segments, vocabulary);
  }

  /**
   * Compiles definitions.
   *
   * @param definitions each after those it builds on, as a {@link SegmentCatalogue} has them
   */
  public static CompiledSegments of(List<SegmentDefinition> definitions) {
    return new SegmentCompiler(definitions).compile();
  }

  /** In the order of their ordinals. */
  public List<CompiledSegment> segments() {
    return segments;
  }

  /** Distinct measures of all definitions. */
  public Collection<Measure> measures() {
    return measures.values();
  }

  /** The columns of predictions that rules name: {@link #measured} wants features with them. */
  public Set<String> predictions() {
    Set<String> named = new HashSet<>();
    Consumer<Node> look =
        part -> {
          if (part instanceof Node.ColumnRef column) {
            named.add(column.name());
          }
        };
    segments.forEach(s -> Nodes.walk(s.rule(), look));
    for (RankEdge edge : edges) {
      Nodes.walk(edge.by(), look);
      edge.base().ifPresent(base -> Nodes.walk(base, look));
    }
    return PredictionColumns.all().stream()
        .map(io.segmentlake.models.tables.Column::name)
        .filter(named::contains)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The silver tables whose rows {@link #measured} wants. */
  public Set<String> streams() {
    return StreamMeasures.tables(measures.values());
  }

  public List<RankEdge> rankEdges() {
    return edges;
  }

  public Set<ShopThreshold> shopThresholds() {
    return shopThresholds;
  }

  /**
   * Features with a column for each measure, one row per row of the features.
   *
   * @param features one row per as-of date and person: as_of, customer_id, columns of
   *     features.customer
   * @param streams live rows of the silver tables of {@link #streams}, customers already mapped to
   *     persons
   * @param dates the as-of dates of the features
   */
  public Dataset<Row> measured(
      Dataset<Row> features, Map<String, Dataset<Row>> streams, List<LocalDate> dates) {
    Dataset<Row> rows = features;
    for (StreamMeasures stream : StreamMeasures.group(measures.values())) {
      rows = stream.joined(rows, streams, dates);
    }
    return rows;
  }

  /**
   * One row per as-of date and threshold that a rule compares with: {@code as_of, name, value
   * decimal(28,4)}; the value is null where nobody has one.
   *
   * @param measured as {@link #measured} gives it
   * @param shop rows of features.shop of the same dates
   */
  public Dataset<Row> thresholds(Dataset<Row> measured, Dataset<Row> shop) {
    Dataset<Row> derived = Thresholds.ofShop(shop, shopThresholds);
    if (edges.isEmpty()) {
      return derived;
    }
    Dataset<Row> rows = Thresholds.joined(measured, derived, keys(shopThresholds));
    Dataset<Row> ranked = predicates.withMembers(rows, SegmentCompiler.membersOf(edges));
    return derived.unionByName(new RankEdges(edges, predicates.compiler()).of(ranked));
  }

  /** The measured rows with a column for each threshold. */
  public Dataset<Row> withThresholds(Dataset<Row> measured, Dataset<Row> thresholds) {
    List<String> keys = new ArrayList<>(keys(shopThresholds));
    edges.forEach(edge -> keys.add(edge.key()));
    return Thresholds.joined(measured, thresholds, keys);
  }

  /**
   * One row per as-of date, person and segment that the person belongs to or may belong to: {@code
   * as_of, customer_id, segment} (the ordinal), {@code state} ({@code in} or {@code unknown}).
   *
   * @param rows as {@link #withThresholds} gives them
   */
  public Dataset<Row> evaluate(Dataset<Row> rows) {
    return predicates.states(rows);
  }

  /**
   * A text that says why someone belongs to a segment or not, for rows that have the columns of
   * {@link #withThresholds}; it is made for changed rows, not for all.
   *
   * @param segment the ordinal
   */
  public Column reason(Column segment) {
    return new Reasons(segments).column(segment);
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The plan for people: what is measured, over what, for whom, and each rule in normal form. */
  public String plan() {
    return new PlanText(this).text();
  }

  private static List<String> keys(Collection<ShopThreshold> thresholds) {
    return thresholds.stream().map(ShopThreshold::key).toList();
  }
}
