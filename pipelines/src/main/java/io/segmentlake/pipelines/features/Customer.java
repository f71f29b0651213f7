package io.segmentlake.pipelines.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.segmentlake.models.features.CustomerDays;
import io.segmentlake.models.features.CustomerFeatures;
import io.segmentlake.models.features.CustomerScores;
import io.segmentlake.models.features.CustomerState;
import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.features.ShopStatistics;
import io.segmentlake.pipelines.FewKeys;
import io.segmentlake.pipelines.Kept;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.silver.SilverTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Keeps features.customer and features.shop, and features.customer_category with them: slides the
 * stored head by the difference where it can, and rebuilds from the ledger where it must (the first
 * time, a past date, a correction that took something away, a merge).
 */
public final class Customer {
  /** More late days than this are cheaper read whole. */
  private static final int MOST_LATE_DAYS = 60;

  private final CustomerHistory history;
  private final Lakehouse lakehouse;

  public Customer(CustomerHistory history) {
    this.history = history;
    this.lakehouse = history.lakehouse();
  }

  /**
   * Feature rows and statistics of the same dates; call {@link #close} when they are written.
   *
   * @param dates for which there are statistics
   * @param bought features.customer_category at the one date; empty for several
   * @param kept holds the rows until the close
   */
  public record Features(
      Dataset<Row> rows,
      Dataset<Row> statistics,
      List<LocalDate> dates,
      Optional<Dataset<Row>> bought,
      Kept kept)
      implements AutoCloseable {
    @Override
    public void close() {
      kept.close();
    }
  }

  /** Features at a date, from the stored head where that is earlier. */
  public Features at(LocalDate asOf) {
    Row head = head();
    boolean slides =
        head != null
            && !head.getDate(0).toLocalDate().isAfter(asOf)
            && head.getLong(1) <= history.seq();
    Kept kept = new Kept();
    Dataset<Row> states = slides ? slid(head, asOf, kept) : rebuilt(List.of(asOf));
    CustomerCategory categories = new CustomerCategory(history);
    Dataset<Row> bought = kept.of(categories.at(asOf));
    return features(
        states,
        history.profiles(dates(List.of(asOf))),
        categories.summary(bought),
        Optional.of(bought),
        kept);
  }

  /** Features at several dates in one plan, from the ledger. */
  public Features at(List<LocalDate> dates) {
    return features(
        rebuilt(dates),
        history.profiles(dates(dates)),
        history.categories(dates(dates)),
        Optional.empty(),
        new Kept());
  }

  /** The same, of each date by what was known on it: of what came later nothing shows. */
  public Features asKnownAt(List<LocalDate> dates) {
    Dataset<Row> each = dates(dates);
    return features(
        CustomerState.rebuildAsKnown(history.ledger(), each),
        history.profilesAsKnown(each),
        history.categoriesAsKnown(each),
        Optional.empty(),
        new Kept());
  }

  /** Whether the stored head is later than a date: then the head stays. */
  public boolean isPast(LocalDate asOf) {
    Row head = head();
    return head != null && head.getDate(0).toLocalDate().isAfter(asOf);
  }

  /**
   * Features at some dates: the stored head where it is the one asked for, or else from the ledger.
   */
  public Features stored(List<LocalDate> dates) {
    Row head = head();
    boolean isHead =
        head != null
            && dates.equals(List.of(head.getDate(0).toLocalDate()))
            && head.getLong(1) == history.seq();
    if (!isHead) {
      return at(dates);
    }
    Dataset<Row> statistics =
        lakehouse.read(ShopStatistics.SHOP).where(col("as_of").equalTo(lit(head.getDate(0))));
    return new Features(
        lakehouse.read(FeatureColumns.CUSTOMER), statistics, dates, Optional.empty(), new Kept());
  }

  /** Writes the head date's rows and statistics. */
  public List<Written> write(Features features, LocalDate head) {
    Dataset<Row> rows =
        features
            .rows()
            .where(col("as_of").equalTo(lit(Date.valueOf(head))))
            .withColumn("arrived_seq", lit(history.seq()));
    List<Written> written = new ArrayList<>();
    written.add(lakehouse.replace(FeatureColumns.CUSTOMER, rows));
    features.bought().map(new CustomerCategory(history)::write).ifPresent(written::add);
    String dates =
        features.dates().stream().map(d -> "date'" + d + "'").collect(Collectors.joining(", "));
    if (!dates.isEmpty()) {
      written.add(
          lakehouse.replaceWhere(
              ShopStatistics.SHOP, "as_of in (" + dates + ")", features.statistics()));
    }
    return written;
  }

  private Features features(
      Dataset<Row> states,
      Dataset<Row> profiles,
      Dataset<Row> categories,
      Optional<Dataset<Row>> bought,
      Kept kept) {
    Dataset<Row> base = kept.of(CustomerFeatures.of(states, profiles, categories));
    Dataset<Row> statistics = ShopStatistics.of(base);
    List<Row> few = statistics.collectAsList();
    Dataset<Row> collected =
        lakehouse.spark().createDataFrame(few, ShopStatistics.SHOP.structType());
    List<LocalDate> told =
        few.stream().map(row -> row.<Date>getAs("as_of").toLocalDate()).distinct().toList();
    return new Features(CustomerScores.of(base, collected), collected, told, bought, kept);
  }

  private Dataset<Row> rebuilt(List<LocalDate> dates) {
    return CustomerState.rebuild(history.ledger(), dates(dates));
  }

  private Dataset<Row> slid(Row head, LocalDate asOf, Kept kept) {
    LocalDate from = head.getDate(0).toLocalDate();
    long fromSeq = head.getLong(1);
    List<Date> late = lateDays(fromSeq, from);
    if (late.size() > MOST_LATE_DAYS) {
      return rebuilt(List.of(asOf));
    }
    Dataset<Row> touched =
        history
            .ledgerOfCustomers()
            .where(CustomerState.touched(from, asOf).or(col("event_on").isin(late.toArray())));
    Dataset<Row> days = CustomerDays.ofPersons(touched, history.persons());
    Dataset<Row> slid =
        kept.of(
            CustomerState.slide(
                lakehouse.read(FeatureColumns.CUSTOMER), days, from, fromSeq, asOf));
    Dataset<Row> again =
        slid.where("is_lost").select("customer_id").union(remerged(fromSeq)).distinct();
    if (again.isEmpty()) {
      return slid.drop("is_lost");
    }
    Dataset<Row> ids = FewKeys.of(again);
    Dataset<Row> rebuilt =
        CustomerState.rebuild(
            history.ledger().join(ids, "customer_id", "left_semi"), dates(List.of(asOf)));
    return slid.drop("is_lost").join(ids, "customer_id", "left_anti").unionByName(rebuilt);
  }

  /** Business dates up to the head with rows that arrived after it. */
  private List<Date> lateDays(long fromSeq, LocalDate head) {
    return history
        .ledgerOfCustomers()
        .where(col("arrived_seq").gt(fromSeq).and(col("event_on").leq(lit(Date.valueOf(head)))))
        .select("event_on")
        .distinct()
        .collectAsList()
        .stream()
        .map(r -> r.getDate(0))
        .toList();
  }

  /** Everybody whose merge began or ended since a run. */
  private Dataset<Row> remerged(long fromSeq) {
    Dataset<Row> changed =
        lakehouse
            .read(SilverTables.PERSONS)
            .where(col("known_from").gt(fromSeq).or(col("known_to").gt(fromSeq)));
    return changed.select("customer_id").union(changed.select(col("person_id").as("customer_id")));
  }

  /** as_of and arrived_seq of the stored features; null before the first. */
  private Row head() {
    return lakehouse.anyRow(FeatureColumns.CUSTOMER, "as_of", "arrived_seq").orElse(null);
  }

  private Dataset<Row> dates(List<LocalDate> dates) {
    List<Row> rows = dates.stream().map(d -> RowFactory.create(Date.valueOf(d))).toList();
    return lakehouse.spark().createDataFrame(rows, new StructType().add("as_of", "date"));
  }
}
