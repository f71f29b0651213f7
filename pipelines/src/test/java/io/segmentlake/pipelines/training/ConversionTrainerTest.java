package io.segmentlake.pipelines.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.TrainingWindows;
import io.segmentlake.pipelines.FilledRows;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.features.Customer;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.features.CustomerHistory;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry.Stage;
import io.segmentlake.pipelines.predictions.Outcomes;
import io.segmentlake.pipelines.predictions.PastPromises;
import io.segmentlake.pipelines.predictions.Predictions;
import io.segmentlake.pipelines.silver.SilverTables;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConversionTrainerTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 9, 27);
  private static final int DAYS = 200;
  private static final int CUSTOMERS = 700;

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  private final List<Row> ledger = new ArrayList<>();
  private final List<Row> emails = new ArrayList<>();
  private final List<Row> orders = new ArrayList<>();

  /**
   * Everybody gets a newsletter each week; who looks around in the shop for four weeks orders after
   * it.
   *
   * @param joining days in which customers come, as many each day
   */
  private void shop(int days, int joining) {
    SplittableRandom dice = new SplittableRandom(5);
    for (long customer = 1; customer <= CUSTOMERS; customer++) {
      int joined = dice.nextInt(joining);
      order(customer, joined);
      boolean looks = false;
      for (int day = 30; day <= days; day += 7) {
        looks = day % 28 == 16 ? dice.nextDouble() < .2 : looks;
        if (day <= joined) {
          continue;
        }
        email(customer, day, "newsletter " + day);
        if (looks) {
          ledger.add(row(customer, day - 1, "web_events", "view", "0.0000"));
        }
        if (dice.nextDouble() < (looks ? .5 : .02) && day + 4 <= days) {
          order(customer, day + 1 + dice.nextInt(4));
        }
      }
    }
    write();
  }

  @Test
  void trainsRegistersMeasuresAndTellsWhoOrdersAfterAnEmail() {
    shop(DAYS, 110);

    Training.Trained trained = train(AS_OF);

    assertThat(trained.entry().stage()).as(trained.entry().reason()).isEqualTo(Stage.CHAMPION);
    assertThat(new ModelMetrics(lake.lakehouse()).of("conversion", 1))
        .filteredOn(m -> m.metric().equals("model_above_in_average_precision"))
        .hasSize(3)
        .allSatisfy(m -> assertThat(m.low()).as(m.predictor()).isPositive());

    Customer customer = new Customer(history());
    try (Customer.Features features = customer.at(List.of(AS_OF))) {
      customer.write(features, AS_OF);
    }
    new Predictions(lake.lakehouse()).write(AS_OF, 1);
    Dataset<Row> told = lake.lakehouse().read(PredictionColumns.CONVERSION);
    assertThat(told.where("conversion_probability_5d between 0 and 1").count())
        .isEqualTo(CUSTOMERS);
  }

  @Test
  void aFirstVersionThatPromisedWronglyWaits() {
    // All came within a month: what they do has its time, and none is there to tell what another
    // time would bring.
    shop(DAYS + 30, 30);

    Training.Trained trained = train(AS_OF);

    assertThat(trained.entry().stage()).isEqualTo(Stage.CHALLENGER);
    assertThat(trained.entry().reason())
        .startsWith("waits for 'models promote': what it promised differed from what came by 0.1");
  }

  @Test
  void theLedgerTellsHowManyOrderedAfterAnEmailOnceEach() {
    shop(DAYS + 30, 110);
    train(AS_OF);
    Outcomes outcomes = new Outcomes(lake.lakehouse());
    assertThat(outcomes.add(List.of(new ConversionPromises(history(), AS_OF)), AS_OF))
        .as("nothing came yet")
        .isEmpty();

    LocalDate later = day(DAYS + 30);
    snapshots(later);
    List<PastPromises> promises = List.of(new ConversionPromises(history(), later));
    assertThat(outcomes.add(promises, later)).isPresent();
    assertThat(outcomes.add(promises, later)).as("told already").isEmpty();

    assertThat(outcomes.of("conversion")).hasSize(1);
    Outcomes.Entry told = outcomes.of("conversion").get(0);
    assertThat(told.version()).isEqualTo(1);
    assertThat(told.asOf()).isEqualTo(AS_OF);
    assertThat(told.customers()).as("all, by the newsletter of day 205").isEqualTo(CUSTOMERS);
    long ordered =
        lake.lakehouse()
            .read(SilverTables.ORDERS)
            .where(col("event_on").between(Date.valueOf(day(206)), Date.valueOf(day(210))))
            .select("customer_id")
            .distinct()
            .count();
    assertThat(told.observed() * CUSTOMERS).isCloseTo(ordered, within(1e-6));
    assertThat(told.promised()).isBetween(.7 * told.observed(), 1.4 * told.observed());
  }

  @Test
  void stepsOfASeriesAreNoCampaigns() {
    for (long customer = 1; customer <= 20; customer++) {
      order(customer, 1);
      email(customer, 180, "welcome-1");
      order(customer, 182);
    }
    write();

    assertThat(ConversionTrainer.outcomes(history(), AS_OF, List.of(day(175))).count()).isZero();
    assertThat(train(AS_OF).entry().reason())
        .isEqualTo("Too little data: no buyer is known to have got a campaign e-mail.");
  }

  private Training.Trained train(LocalDate asOf) {
    snapshots(asOf);
    return new Training(history()).train(new ConversionTrainer(), asOf);
  }

  private void snapshots(LocalDate asOf) {
    List<LocalDate> cutOffs = new ArrayList<>(TrainingWindows.of(day(0), asOf, 30).cutOffs());
    cutOffs.add(asOf);
    new TrainingSnapshots(history()).write(asOf, cutOffs);
  }

  private CustomerHistory history() {
    return new CustomerHistory(lake.lakehouse(), ZoneOffset.UTC, 1);
  }

  private void order(long customer, int day) {
    orders.add(
        RowFactory.create(
            customer, customer + "/" + day, at(day, 12), Date.valueOf(day(day)), at(day, 12)));
    ledger.add(row(customer, day, "orders", "order", "20.0000"));
  }

  private void email(long customer, int day, String campaign) {
    emails.add(
        RowFactory.create(
            customer,
            customer + "/" + day,
            campaign,
            at(day, 9),
            Date.valueOf(day(day)),
            at(day, 9)));
    ledger.add(row(customer, day, "email_events", "delivered", "0.0000"));
  }

  private static Row row(long customer, int day, String stream, String type, String amount) {
    return RowFactory.create(
        customer,
        Date.valueOf(day(day)),
        stream,
        type,
        Date.valueOf(day(day)),
        1L,
        1L,
        new BigDecimal(amount),
        BigDecimal.ZERO.setScale(4),
        1L,
        day(day).toString().substring(0, 7));
  }

  private static LocalDate day(int day) {
    return AS_OF.minusDays(DAYS - day);
  }

  private static Timestamp at(int day, int hour) {
    return Timestamp.from(day(day).atTime(hour, 0).toInstant(ZoneOffset.UTC));
  }

  private void write() {
    write(
        SilverTables.ORDERS,
        rows(
                orders,
                "customer_id bigint, record_key string, ordered_at timestamp, event_on date,"
                    + " known_at timestamp")
            .withColumn("is_counted", lit(true)));
    write(
        SilverTables.EMAIL_EVENTS,
        rows(
                emails,
                "customer_id bigint, record_key string, campaign_id string, occurred_at timestamp,"
                    + " event_on date, known_at timestamp")
            .withColumn("type", lit("delivered")));
    write(
        SilverTables.of(Streams.named("campaigns")),
        rows(
            List.of(RowFactory.create("welcome-1", "welcome-1", "welcome", at(0, 0))),
            "campaign_id string, record_key string, kind string, known_at timestamp"));
    lake.lakehouse()
        .replace(
            CustomerDay.TABLE,
            lake.lakehouse().spark().createDataFrame(ledger, CustomerDay.TABLE.structType()));
  }

  private Dataset<Row> rows(List<Row> rows, String ddl) {
    return lake.lakehouse().spark().createDataFrame(rows, StructType.fromDDL(ddl));
  }

  /** Columns that are not there are null. */
  private void write(Table table, Dataset<Row> rows) {
    Dataset<Row> arrived =
        rows.withColumn("arrived_seq", lit(1L)).withColumn("event_month", lit("2026-01"));
    lake.lakehouse().replace(table, FilledRows.of(table, arrived));
  }
}
