package io.segmentlake.pipelines.predictions;

import io.segmentlake.models.drift.Spread;
import io.segmentlake.models.drift.Spreads;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.predictions.PredictiveModel;
import io.segmentlake.models.tables.Column;
import io.segmentlake.pipelines.predictions.Drift.Entry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;

/**
 * Compares the customers that a version speaks of on a day with those that it was trained on.
 *
 * @param kind of the model
 * @param version of it
 * @param asOf the day
 * @param seq ingest run up to which data was known
 */
public record DriftWatch(ModelKind kind, int version, LocalDate asOf, long seq) {

  /** How all that is watched is spread over the customers whom the version was trained on. */
  public List<Entry> trained(PredictiveModel model, Dataset<Row> buyers) {
    List<String> there = List.of(buyers.columns());
    List<String> watched =
        Stream.concat(scores().stream(), model.watched().stream().filter(there::contains)).toList();
    return Spreads.of(model.score(buyers), watched).stream()
        .map(spread -> entry(spread, null, DriftVerdict.TRAINED))
        .toList();
  }

  /**
   * The same of another day.
   *
   * @param scored buyers with what the version says of them
   * @param trained what {@link #trained} told; empty where nothing was kept
   * @return one entry for each of those
   */
  List<Entry> counted(Dataset<Row> scored, List<Entry> trained) {
    if (trained.isEmpty()) {
      return List.of();
    }
    List<Spread> before = trained.stream().map(Entry::spread).toList();
    List<Spread> now = Spreads.between(scored, before);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      double index = now.get(i).movedFrom(before.get(i));
      entries.add(entry(now.get(i), index, DriftVerdict.of(index, now.get(i), before.get(i))));
    }
    return entries;
  }

  /** Why the version must not speak, in words; empty where it may. */
  static Optional<String> broken(List<Entry> counted) {
    return counted.stream()
        .filter(e -> e.isScore() && e.verdict() == DriftVerdict.BROKEN)
        .max(Comparator.comparing(Entry::index))
        .map(
            worst ->
                String.format(
                    Locale.ROOT,
                    "%s has moved by %.2f since it was trained (%.2f is too much)",
                    worst.spread().name(),
                    worst.index(),
                    DriftVerdict.BROKEN_FROM));
  }

  private Entry entry(Spread spread, Double index, DriftVerdict verdict) {
    boolean isScore = scores().contains(spread.name());
    return new Entry(kind.text(), version, asOf, seq, isScore, spread, index, verdict);
  }

  /** What the model says in numbers. */
  private List<String> scores() {
    return kind.tables().stream()
        .flatMap(table -> PredictionColumns.told(table).stream())
        .filter(column -> column.type() instanceof NumericType)
        .map(Column::name)
        .toList();
  }
}
