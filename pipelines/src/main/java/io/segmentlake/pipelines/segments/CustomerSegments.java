package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.Explainer;
import io.segmentlake.models.segments.Explanation;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerHistory;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Why one customer is in a segment or not, at a date that was evaluated: by what was known and with
 * the thresholds of then.
 */
public final class CustomerSegments {
  private final Lakehouse lakehouse;
  private final CustomerHistory history;
  private final EvaluatedSegments evaluated;
  private final OptionalLong knownAt;

  /**
   * A reader.
   *
   * @param history as known now
   * @param knownAt ingest run up to which to look; empty for what the evaluation saw
   */
  public CustomerSegments(
      CustomerHistory history, EvaluatedSegments evaluated, OptionalLong knownAt) {
    this.lakehouse = history.lakehouse();
    this.history = new CustomerHistory(lakehouse, history.zone(), knownAt.orElse(evaluated.seq()));
    this.evaluated = evaluated;
    this.knownAt = knownAt;
  }

  /**
   * A segment that the customer was in.
   *
   * @param since first date in
   * @param reason why it entered; empty where none is stored
   */
  public record Membership(String segmentId, int version, LocalDate since, String reason) {}

  /** The customer that represents the person. */
  public long person(long customerId) {
    Dataset<Row> persons = history.persons().where(col("customer_id").equalTo(customerId));
    return persons.select("person_id").collectAsList().stream()
        .findFirst()
        .map(r -> r.getLong(0))
        .orElse(customerId);
  }

  /**
   * Explains all segments, in the order of their definitions.
   *
   * @return empty where nothing is known of the person by then
   */
  public Optional<List<Explanation>> explain(long person, CompiledSegments compiled) {
    List<LocalDate> dates = List.of(evaluated.date());
    try (Customer.Features features = new Customer(history).stored(dates)) {
      Dataset<Row> own = features.rows().where(col("customer_id").equalTo(person));
      Dataset<Row> measured = compiled.measured(own, streams(person, compiled), dates);
      Explainer explainer = new Explainer(compiled);
      return compiled
          .withThresholds(measured, evaluated.thresholds(lakehouse))
          .collectAsList()
          .stream()
          .findFirst()
          .map(
              row ->
                  compiled.segments().stream().map(s -> explainer.explain(s.id(), row)).toList());
    }
  }

  /** The segments that the person was in at the end of the date, by their ids. */
  public List<Membership> memberships(long person) {
    Members members = new Members(lakehouse, history.zone());
    Dataset<Row> all =
        knownAt.isEmpty() ? members.now(evaluated) : members.at(evaluated.date(), knownAt);
    return all
        .where(col("customer_id").equalTo(person))
        .orderBy("segment_id", "version")
        .select(
            col("segment_id"),
            col("version"),
            col("valid_from"),
            coalesce(col("reason_in"), lit("")))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Membership(
                    row.getString(0), row.getInt(1), date(row.getTimestamp(2)), row.getString(3)))
        .toList();
  }

  /** The date whose end the instant is. */
  private LocalDate date(java.sql.Timestamp instant) {
    return LocalDate.ofInstant(instant.toInstant(), history.zone()).minusDays(1);
  }

  private Map<String, Dataset<Row>> streams(long person, CompiledSegments compiled) {
    SegmentRows all = new SegmentRows(history, compiled);
    Map<String, Dataset<Row>> streams = new HashMap<>();
    for (String name : compiled.streams()) {
      Dataset<Row> rows = all.stream(name);
      boolean ofCustomers = List.of(rows.columns()).contains("customer_id");
      streams.put(name, ofCustomers ? rows.where(col("customer_id").equalTo(person)) : rows);
    }
    return streams;
  }
}
