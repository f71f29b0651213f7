package io.segmentlake.models.btyd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The tenth of CDNOW's customers of 1997, which lies beside the checkout. Histories in weeks at
 * 1997-09-30 and orders of the 39 weeks after, both in customer-days.
 */
final class CdnowSample {
  static final String COLUMNS =
      "customer_id int, frequency int, recency double, age double, monetary_value double,"
          + " orders_later int";

  private static final LocalDate CUT = LocalDate.of(1997, 9, 30);
  private static final Path FILE =
      Path.of(System.getProperty("segmentlake.data", "../../shared/data"), "cdnow-sample.csv.gz");

  private CdnowSample() {}

  /** For {@code EnabledIf}: a clone does not have the data. */
  static boolean isThere() {
    return Files.exists(FILE);
  }

  static Row[] rows() {
    Map<Integer, SortedMap<LocalDate, Double>> spentOnDays = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        LocalDate day = LocalDate.parse(cells[2], DateTimeFormatter.BASIC_ISO_DATE);
        spentOnDays
            .computeIfAbsent(Integer.valueOf(cells[1]), id -> new TreeMap<>())
            .merge(day, Double.valueOf(cells[4]), Double::sum);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Row> rows = new ArrayList<>();
    spentOnDays.forEach((id, days) -> rows.add(row(id, days)));
    return rows.toArray(Row[]::new);
  }

  private static Row row(int id, SortedMap<LocalDate, Double> days) {
    SortedMap<LocalDate, Double> before = days.headMap(CUT.plusDays(1));
    LocalDate first = before.firstKey();
    double spentLater =
        before.tailMap(first.plusDays(1)).values().stream().mapToDouble(v -> v).sum();
    int repeats = before.size() - 1;
    return RowFactory.create(
        id,
        repeats,
        weeks(first, before.lastKey()),
        weeks(first, CUT),
        repeats == 0 ? 0 : spentLater / repeats,
        days.size() - before.size());
  }

  private static double weeks(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to) / 7.0;
  }
}
