package io.segmentlake.pipelines.bronze;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.streams.Streams;
import io.segmentlake.pipelines.LakehouseExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Literal bytes in, one verdict a record out: the broken ones with their reason, the rest loaded.
 */
class BrokenRecordsTest {
  private static final String ORDERS =
      """
      orders:
        files: "{csv}"
        format: {format}
        known-at: {assumed: occurred}
        quarantine:
          the amount is negative: "parse_decimal(amount, 'en') < 0"
        streams:
          orders:
            columns:
              order_id: id
              ordered_at: "parse_timestamp(at, 'yyyy-MM-dd HH:mm')"
              customer_id: customer
              order_amount: "parse_decimal(amount, 'en')"
              updated_at: changed
      """;

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void keepsBrokenRecordsOfDelimitedFilesApart() {
    ShopFolder shop = shop("csv", "*.csv");
    shop.file(
        "orders.csv",
        (""
                + "id,at,customer,amount,changed\n"
                + "ok1,2024-01-31 10:00,7,12.50,2024-01-31T10:00:00Z\n"
                + "k2,2024-01-31 10:00,7,1\n"
                + "k3,2024-01-31 10:00,7,1,,\n"
                + "k4,2024-01-31 10:00,\"7,1,\n"
                + "k5,2024-01-31 10:00,\"7\"x,1,\n"
                + "k6,2024-01-31 10:00,\u00e9,1,\n"
                + "k7,2024-01-31 10:00,7\0,1,\n"
                + "k8,2024-01-31 10:00,7\u001f,1,\n"
                + "k9,2024-01-31 10:00,7,12 Kc,\n"
                + "k10,2024-01-31 10:00,7,\"1,23\",\n"
                + "k11,2024-01-31 10:00,7,NaN,\n"
                + "k12,2024-01-31 10:00,7,123456789012345,\n"
                + "k13,31.1.2024 10:00,7,1,\n"
                + "k14,2024-02-30 10:00,7,1,\n"
                + "k15,2024-03-31 02:30,7,1,\n"
                + "k16,,7,1,\n"
                + " ,2024-01-31 10:00,7,1,\n"
                + ",,,,\n"
                + "id,at,customer,amount,changed\n"
                + "k20,2024-01-31 10:00,7,-1,\n"
                + "k21,2024-01-31 10:00,7,1,yesterday\n"
                + "\"k22\n2024-01-31 10:00\",7,1,\n"
                + "\u001a\n"
                + "ok24,2024-01-31 10:00,,,\n")
            .getBytes(ISO_8859_1));

    IngestResult result = shop.ingest(lake.lakehouse());

    assertThat(quarantine())
        .containsExactly(
            "orders.csv 3+1 the record has 4 fields instead of 5",
            "orders.csv 4+1 the record has 6 fields instead of 5",
            "orders.csv 5+1 text follows a closing quote",
            "orders.csv 6+1 text follows a closing quote",
            "orders.csv 7+1 the line has bytes that are no UTF-8",
            "orders.csv 8+1 there is a control character U+0000 or U+001F",
            "orders.csv 9+1 there is a control character U+0000 or U+001F",
            "orders.csv 10+1 orders.order_amount is no number",
            "orders.csv 11+1 orders.order_amount is no number",
            "orders.csv 12+1 orders.order_amount is no number",
            "orders.csv 13+1 orders.order_amount is no number",
            "orders.csv 14+1 orders.ordered_at is no time",
            "orders.csv 15+1 orders.ordered_at is no time",
            "orders.csv 16+1 orders.ordered_at is no time",
            "orders.csv 17+1 orders.ordered_at is missing",
            "orders.csv 18+1 orders.order_id is missing",
            "orders.csv 19+1 orders.order_id is missing",
            "orders.csv 20+1 orders.ordered_at is no time",
            "orders.csv 21+1 the amount is negative",
            "orders.csv 22+1 orders.updated_at is no time",
            "orders.csv 23+2 the record has 4 fields instead of 5",
            "orders.csv 25+1 the record has 1 fields instead of 5");
    assertThat(orders()).containsExactly("ok1 | 12.5000", "ok24 | -");
    assertThat(result.feeds().get(0).records()).isEqualTo(24);
    assertThat(result.feeds().get(0).ok()).isEqualTo(2);
    assertThat(result.feeds().get(0).quarantined()).isEqualTo(22);
  }

  @Test
  void keepsBrokenRecordsOfJsonLinesApart() {
    ShopFolder shop = shop("jsonl", "*.jsonl");
    String at = "\"at\": \"2024-01-31 10:00\"";
    shop.file(
        "orders.jsonl",
        ("{\"id\": \"ok1\", "
                + at
                + ", \"customer\": 7, \"amount\": 1.5e1}\n"
                + "[{\"id\": \"k2\", "
                + at
                + "}, {\"id\": \"k3\", "
                + at
                + "}]\n"
                + "{\"id\": \"k3\", "
                + at
                + ", \"id\": \"k3b\"}\n"
                + "{\"id\": \"k4\", "
                + at
                + ", \"x\": {\"y\": 1, \"y\": 1}}\n"
                + "{\"id\": \"k5\", "
                + at
                + "\n"
                + "{\"id\": \"k6\"} {\"id\": \"k6b\"}\n"
                + "\"k7\"\n"
                + "{\"id\": [\"k8\"], "
                + at
                + "}\n"
                + "{\"id\": \"k9\", "
                + at
                + ", \"amount\": \"many\"}\n"
                + "{\"id\": null, "
                + at
                + "}\n"
                + "{\"id\": \"\u00e9\", "
                + at
                + "}\n"
                + "{\"id\": \"k12\", "
                + at
                + ", \"amount\": true}\n")
            .getBytes(ISO_8859_1));

    shop.ingest(lake.lakehouse());

    assertThat(quarantine())
        .containsExactly(
            "orders.jsonl 2+1 the line is no JSON object",
            "orders.jsonl 3+1 a key stands twice",
            "orders.jsonl 4+1 a key stands twice",
            "orders.jsonl 5+1 the line is no valid JSON",
            "orders.jsonl 6+1 more than one JSON value stands in the line",
            "orders.jsonl 7+1 the line is no JSON object",
            "orders.jsonl 8+1 'id' is no single value",
            "orders.jsonl 9+1 orders.order_amount is no number",
            "orders.jsonl 10+1 orders.order_id is missing",
            "orders.jsonl 11+1 the line has bytes that are no UTF-8",
            "orders.jsonl 12+1 orders.order_amount is no number");
    assertThat(orders()).containsExactly("ok1 | 15.0000");
  }

  @Test
  void keepsBrokenFilesApartAndReadsTheOthers() throws IOException {
    String header = "id,at,customer,amount,changed\n";
    String line = ",2024-01-31 10:00,7,1,\n";
    byte[] packed = gzip(header + "ok1" + line + ("x" + line).repeat(5000));
    ShopFolder shop =
        shop("csv", "*.{csv,csv.gz}")
            .file("columns.csv", "id,when,customer,amount,changed,changed\nk1,,,,,\n")
            .file("damaged.csv.gz", Arrays.copyOf(packed, packed.length / 2))
            .file("empty.csv", "")
            .file("ok.csv.gz", gzip(header + "ok2" + line))
            .file("text.csv.gz", header + "k" + line);

    IngestResult result = shop.ingest(lake.lakehouse());

    assertThat(quarantine())
        .contains(
            "columns.csv 1+1 whole file: the header has no column 'at', has column 'changed' twice"
                + " (6 columns)",
            "text.csv.gz 1+1 whole file: the compressed file is damaged or ends here")
        .filteredOn(row -> row.startsWith("damaged"))
        .singleElement()
        .asString()
        .endsWith("the compressed file is damaged or ends here");
    assertThat(orders()).contains("ok1 | 1.0000", "ok2 | 1.0000");
    assertThat(result.records()).isEqualTo(result.feeds().get(0).ok() + 3);
  }

  private static ShopFolder shopIn(LakehouseExtension lake, String format, String files) {
    return new ShopFolder(lake.folder())
        .feeds(ORDERS.replace("{csv}", files).replace("{format}", format));
  }

  private ShopFolder shop(String format, String files) {
    return shopIn(lake, format, files);
  }

  private List<String> orders() {
    return TableTexts.of(
            lake.lakehouse().read(Streams.named("orders").bronze()), "order_id", "order_amount")
        .stream()
        .distinct()
        .filter(row -> row.startsWith("ok"))
        .toList();
  }

  /** By file and line. */
  private List<String> quarantine() {
    return lake
        .lakehouse()
        .read(BronzeTables.QUARANTINE)
        .orderBy("path", "line")
        .selectExpr("concat(path, ' ', line, '+', lines, ' ', reason)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
      packing.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
