package io.segmentlake.models.sources;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.SparkExtension;
import io.segmentlake.models.configuration.ConfigurationException;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlReader;
import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.models.identity.CustomerIds;
import io.segmentlake.models.identity.ShopKey;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedRecordsTest {
  private static final ShopKey KEY = ShopKey.of("a key for tests only");

  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      quoteCharacter = '`',
      value = {
        "parse_decimal(x, 'cs') | 1 234,5 | 1234.5000 | null",
        "parse_decimal(x, 'cs') | 12.5 | null | refunds.amount is no number",
        "parse_decimal(x, 'en') / parse_decimal(y, 'en') | 1 | 0.5000 | null",
        "parse_decimal(x, 'en') / (parse_decimal(y, 'en') - 2) | 1 | null | refunds.amount is no number",
        "coalesce(parse_decimal(x, 'en'), parse_decimal(y, 'en')) | no | 2.0000 | null",
        "coalesce(parse_decimal(x, 'en'), parse_decimal(z, 'en')) | no | null | refunds.amount is no number",
        "case when x = 'free' then 0 else parse_decimal(x, 'en') end | free | 0.0000 | null",
        "case when x = 'free' then 0 else parse_decimal(x, 'en') end | gift | null | refunds.amount is no number",
        "case when parse_decimal(x, 'en') > 5 then 1 else 2 end | many | null | refunds.amount is no number",
        "case when parse_decimal(x, 'en') is null then 1 else 2 end | many | 1.0000 | null",
        "case when y = '2' or parse_decimal(x, 'en') > 5 then 1 end | many | 1.0000 | null",
        "case when y = '3' or parse_decimal(x, 'en') > 5 then 1 end | many | null | refunds.amount is no number",
        "case when y = '3' and parse_decimal(x, 'en') > 5 then 1 else 2 end | many | 2.0000 | null",
        "cast(x as bigint) | 12 | 12.0000 | null",
        "cast(x as bigint) | 12a | null | refunds.amount is no number",
        "x | 7.123456 | 7.1235 | null",
        "regexp_extract(x, '([0-9]+) pieces') | 3 pieces | 3.0000 | null",
        "regexp_extract(x, '([0-9]+) pieces') | none | null | refunds.amount is missing",
        "round(parse_decimal(replace(x, '~', ''), 'en'), 1) | ~1.25 | 1.3000 | null",
        "parse_decimal(z, 'en') | 1 | null | refunds.amount is missing",
      })
  void tellsAFailureFromAMissingValue(String expression, String x, String amount, String reason) {
    Row judged =
        judge(refunds(expression), record(x, "2", null))
            .select(col("refunds.amount").cast("string"), col("reason"))
            .head();

    assertThat(judged).isEqualTo(RowFactory.create(reason == null ? amount : null, reason));
  }

  @Test
  void readsInstantsInTheFeedsZoneOrTheirOwn() {
    Feed feed =
        feed(
            """
            files: "*"
            known-at: {column: "parse_epoch(y, 'milliseconds')"}
            streams:
              refunds:
                columns:
                  refund_id: x
                  amount: "1"
                  refunded_at: "coalesce(parse_timestamp(z, 'd.M.yyyy H:mm'), parse_timestamp(z, 'M/d/yyyy h:mm a', 'UTC'))"
            """);

    Dataset<Row> judged =
        judge(feed, record("a", "0", "5.7.2024 14:00"), record("b", "1.5e3", "7/5/2024 2:00 pm"));
    assertThat(
            judged
                .selectExpr("cast(refunds.refunded_at as string)", "cast(known_at as string)")
                .collectAsList())
        .containsExactly(
            RowFactory.create("2024-07-05 12:00:00", "1970-01-01 00:00:00"),
            RowFactory.create("2024-07-05 14:00:00", "1970-01-01 00:00:01.5"));
  }

  @Test
  void takesRecordsIntoTheStreamsThatKeepThem() {
    Feed feed =
        feed(
            """
            files: "*"
            quarantine: {y is five: "parse_decimal(y, 'en') = 5"}
            known-at: {assumed: occurred + 2 hours}
            records: refunds
            streams:
              refunds:
                keep: x is not null
                columns: {refund_id: x, amount: y, refunded_at: "'2024-01-01T00:00:00Z'", customer_id: z}
              customers:
                keep: z is not null and parse_decimal(z, 'en') < 100
                columns: {customer_id: z, country: "' '"}
            """);

    List<Row> judged =
        judge(
                feed,
                record("a", "1", " 7.0 "),
                record("b", "1", null),
                record(null, "x", "8"),
                record("d", "5", "9"),
                record("e", "1", "nine"))
            .selectExpr("refunds.refund_id", "refunds.customer_id", "customers.native_id", "reason")
            .collectAsList();

    long seven = CustomerId.of(KEY, "shop", "7").value();
    assertThat(judged)
        .containsExactly(
            RowFactory.create("a", seven, "7", null),
            RowFactory.create("b", null, null, null),
            RowFactory.create(null, null, null, "it cannot be said whether y is five"),
            RowFactory.create(null, null, null, "y is five"),
            RowFactory.create(
                null, null, null, "it cannot be said whether it belongs to customers"));
  }

  private static Feed refunds(String expression) {
    return feed(
        """
        files: "*"
        streams:
          refunds:
            columns: {refund_id: "'1'", refunded_at: "'2024-01-01'", amount: "%s"}
        quarantine: {never: "x = y and y = z and z = x"}
        """
            .formatted(expression));
  }

  private static Feed feed(String yaml) {
    List<Mistake> mistakes = new ArrayList<>();
    String text = "source: s\nsystem: shop\nfeeds:\n  f:\n" + yaml.indent(4);
    SourceMapping mapping =
        new SourceYaml("s", ZoneId.of("Europe/Prague"), mistakes)
            .read(YamlReader.parse(text, "s.yaml", mistakes).orElseThrow());
    ConfigurationException.throwIfAny(mistakes);
    return mapping.feeds().get(0);
  }

  /** Raw columns x, y and z, of which a feed sees those that it uses. */
  private static Row record(String x, String y, String z) {
    return RowFactory.create(null, null, x, y, z);
  }

  private static Dataset<Row> judge(Feed feed, Row... records) {
    Dataset<Row> raw =
        SPARK.table(
            "problem string, file_known_at timestamp, raw_0 string, raw_1 string, raw_2 string",
            Arrays.copyOf(records, records.length));
    assertThat(feed.rawColumns()).containsExactly("x", "y", "z");
    return new FeedRecords(feed, new CustomerIds(KEY, feed.system())).judge(raw, List.of());
  }
}
