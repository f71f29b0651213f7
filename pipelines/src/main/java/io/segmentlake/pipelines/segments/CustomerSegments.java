package io.segmentlake.pipelines.segments;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.Explainer;
import io.segmentlake.models.segments.Explanation;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Why one customer is in a segment or not, at a date that was evaluated, with the thresholds of
 * then.
 */
public final class CustomerSegments {
  private final CustomerHistory history;
  private final Lakehouse lakehouse;
  private final CompiledSegments compiled;

  public CustomerSegments(CustomerHistory history, CompiledSegments compiled) {
    this.history = history;
    this.lakehouse = history.lakehouse();
    this.compiled = compiled;
  }

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
   * @return empty where the date was not evaluated, or nothing is known of the person by then
   */
  public Optional<List<Explanation>> explain(long person, LocalDate asOf) {
    List<Row> evaluations =
        lakehouse
            .read(SegmentTables.EVALUATIONS)
            .where(col("as_of").equalTo(Date.valueOf(asOf)))
            .select("thresholds")
            .distinct()
            .collectAsList();
    if (evaluations.isEmpty()) {
      return Optional.empty();
    }
    try (Customer.Features features = new Customer(history).stored(List.of(asOf))) {
      Dataset<Row> own = features.rows().where(col("customer_id").equalTo(person));
      Dataset<Row> measured = compiled.measured(own, streams(person), List.of(asOf));
      Dataset<Row> thresholds = Thresholds.stored(lakehouse, asOf, evaluations);
      Explainer explainer = new Explainer(compiled);
      return compiled.withThresholds(measured, thresholds).collectAsList().stream()
          .findFirst()
          .map(
              row ->
                  compiled.segments().stream().map(s -> explainer.explain(s.id(), row)).toList());
    }
  }

  /** Since when the person has been in each segment it is in, and why it entered. */
  public List<Row> memberships(long person) {
    return lakehouse
        .read(SegmentTables.MEMBERSHIP)
        .where(col("is_open").and(col("customer_id").equalTo(person)))
        .select(
            col("segment_id"),
            col("valid_from"),
            coalesce(col("reason_in"), lit("")).as("reason_in"))
        .orderBy("segment_id")
        .collectAsList();
  }

  private Map<String, Dataset<Row>> streams(long person) {
    Map<String, Dataset<Row>> streams = new HashMap<>();
    for (String name : new ArrayList<>(compiled.streams())) {
      Dataset<Row> rows = history.valid(SilverTables.of(Streams.named(name)));
      boolean ofCustomers = List.of(rows.columns()).contains("customer_id");
      streams.put(name, ofCustomers ? rows.where(col("customer_id").equalTo(person)) : rows);
    }
    return streams;
  }
}
