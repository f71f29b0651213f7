package io.segmentlake.pipelines.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.models.shops.Shop;
import io.segmentlake.pipelines.BronzeRows;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.segments.EvaluatedSegments;
import io.segmentlake.pipelines.segments.Reproduction;
import io.segmentlake.pipelines.segments.SegmentTables;
import io.segmentlake.pipelines.segments.Segments;
import io.segmentlake.pipelines.silver.Silver;
import io.segmentlake.pipelines.silver.SilverTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The whole way of a row against {@link ReferenceModel}: files in any order and batching, late,
 * double, conflicting; customers merged and parted again; at last the dates of the past once more,
 * as they were known then.
 */
class SpineAgainstReferenceTest {
  /** Ingest runs; half a minute each. */
  private static final int BATCHES = Integer.getInteger("segmentlake.batches", 3);

  private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
  private static final List<String> COMPARED =
      List.of(
          "orders_lifetime",
          "orders_30d",
          "orders_365d",
          "revenue_lifetime",
          "revenue_90d",
          "visits_7d",
          "visits_30d",
          "email_clicks_90d",
          "email_delivered_lifetime",
          "first_order_on",
          "last_order_on",
          "last_visit_on",
          "last_click_on",
          "order_days",
          "if(is_gap_imputed, null, mean_gap_days)");
  private static final List<String> NAMES =
      List.of(
          "orders",
          "orders_30d",
          "orders_365d",
          "revenue",
          "revenue_90d",
          "visits_7d",
          "visits_30d",
          "clicks_90d",
          "delivered",
          "first",
          "last",
          "visit",
          "click",
          "days",
          "gap");

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  private final ReferenceModel reference = new ReferenceModel();
  private final Map<String, TreeMap<LocalDate, TreeSet<Long>>> evaluated = new TreeMap<>();
  private final List<Published> published = new ArrayList<>();

  @Test
  void givesWhatTheReferenceGivesAfterEachBatchAndForARangeEvaluatedAgain() throws IOException {
    MadeUpShop shop = new MadeUpShop(42, 50, 400);
    CompiledSegments compiled = definitions();
    List<List<Event>> batches = shop.batches(BATCHES);
    for (int i = 0; i < batches.size(); i++) {
      long seq = i + 1L;
      BronzeRows rows = new BronzeRows(lake.lakehouse(), seq);
      batches.get(i).forEach(event -> MadeUpShop.addTo(rows, event));
      rows.write();
      reference.arrive(batches.get(i));
      LocalDate date = day(Math.min(300 + 40 * i, 340));
      run(seq, List.of(date), compiled);
      Map<Long, String> expected = reference.features(date);
      assertThat(texts(lake.lakehouse().read(FeatureColumns.CUSTOMER)))
          .as("features after batch %s", seq)
          .isEqualTo(expected);
      assertIntervals("batch " + seq);
      published.add(new Published(seq, date, expected));
    }
    assertThat(lake.lakehouse().read(SilverTables.PERSONS).where("known_to is not null").count())
        .as("customers parted again")
        .isPositive();
    run(BATCHES, List.of(day(397), day(398), day(399)), compiled);
    assertIntervals("three dates in one plan");
    run(BATCHES, List.of(day(339), day(340), day(341)), compiled);
    assertIntervals("a backfill over dates evaluated and not");
    published.forEach(this::assertReproduced);
    EvaluatedSegments first = EvaluatedSegments.at(lake.lakehouse(), published.get(0).date());
    assertThat(first.seq()).isEqualTo(1);
    assertThat(reproduced(compiled, first, OptionalLong.empty()))
        .hasSize(2)
        .allMatch(one -> one.isSame() && one.entering() + one.leaving() == 0);
    TreeSet<Long> now = reference.buyers(first.date());
    assertThat(reproduced(compiled, first, OptionalLong.of(BATCHES)))
        .filteredOn(one -> one.segmentId().equals("buyers"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.again()).isEqualTo(now.size());
              assertThat(one.isSame()).isFalse();
              assertThat(one.published() + one.entering() - one.leaving()).isEqualTo(now.size());
            });
  }

  /** What a run had published, told again after all later ones. */
  private void assertReproduced(Published then) {
    CustomerHistory history = new CustomerHistory(lake.lakehouse(), PRAGUE, then.seq());
    try (Customer.Features features = new Customer(history).at(List.of(then.date()))) {
      assertThat(texts(features.rows()))
          .as("features of %s as known after batch %s", then.date(), then.seq())
          .isEqualTo(then.features());
    }
  }

  private List<Reproduction> reproduced(
      CompiledSegments compiled, EvaluatedSegments evaluated, OptionalLong knownAt) {
    return Reproduction.of(lake.lakehouse(), PRAGUE, compiled, evaluated, knownAt);
  }

  private record Published(long seq, LocalDate date, Map<Long, String> features) {}

  private void run(long seq, List<LocalDate> dates, CompiledSegments compiled) {
    Lakehouse lakehouse = lake.lakehouse();
    new Silver(lakehouse, new Shop("test", PRAGUE, "CZK", List.of())).apply(seq);
    new CustomerDay(lakehouse, PRAGUE).apply(seq);
    CustomerHistory history = new CustomerHistory(lakehouse, PRAGUE, seq);
    Customer customer = new Customer(history);
    LocalDate last = dates.get(dates.size() - 1);
    if (!customer.isPast(last)) {
      try (Customer.Features features = customer.at(last)) {
        customer.write(features, last);
      }
    }
    try (Customer.Features features = customer.stored(dates)) {
      new Segments(history, compiled).run(features.rows(), features.statistics(), dates);
    }
    for (LocalDate date : dates) {
      evaluated.computeIfAbsent("buyers", s -> new TreeMap<>()).put(date, reference.buyers(date));
      evaluated.computeIfAbsent("absent", s -> new TreeMap<>()).put(date, reference.absent(date));
    }
  }

  private static Map<Long, String> texts(Dataset<Row> rows) {
    Map<Long, String> features = new TreeMap<>();
    for (Row row : rows.selectExpr(selected()).collectAsList()) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < NAMES.size(); i++) {
        text.append(i == 0 ? "" : " ").append(NAMES.get(i)).append('=').append(row.get(i + 1));
      }
      features.put(row.getLong(0), text.toString());
    }
    return features;
  }

  private static String[] selected() {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of("customer_id"), COMPARED.stream())
        .toArray(String[]::new);
  }

  private void assertIntervals(String when) {
    for (String segment : evaluated.keySet()) {
      TreeSet<String> stored = new TreeSet<>();
      for (Row row :
          lake.lakehouse()
              .read(SegmentTables.MEMBERSHIP)
              .where("known_to is null and segment_id = '" + segment + "'")
              .selectExpr(
                  "customer_id",
                  "date_sub(to_date(from_utc_timestamp(valid_from, 'Europe/Prague')), 1)",
                  "date_sub(to_date(from_utc_timestamp(valid_to, 'Europe/Prague')), 1)")
              .collectAsList()) {
        stored.add(row.getLong(0) + " " + row.get(1) + " " + row.get(2));
      }
      assertThat(stored)
          .as("%s after %s", segment, when)
          .isEqualTo(ReferenceModel.intervals(evaluated.get(segment)));
    }
  }

  private CompiledSegments definitions() throws IOException {
    Path folder = Files.createDirectory(lake.folder().resolve("segments"));
    define(folder, "buyers", "orders_30d >= 1");
    define(folder, "absent", "days_since_last_visit > 20");
    return CompiledSegments.of(SegmentCatalogue.load(folder).orThrow());
  }

  private static void define(Path folder, String id, String when) throws IOException {
    Files.writeString(
        folder.resolve(id + ".yaml"),
        """
        id: %s
        version: 1
        owner: test
        purpose: Compared with the reference model.
        goals: [{kind: relationship, metric: replies}]
        offer: none
        channels: [email]
        priority: 1
        when: %s
        """
            .formatted(id, when));
  }

  private static LocalDate day(int number) {
    return MadeUpShop.FIRST.plusDays(number);
  }
}
