package io.segmentlake.pipelines.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.identity.CustomerId;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.pipelines.LakehouseExtension;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Exports in a shop's own shape are loaded by a mapping alone. */
class OwnShapesTest {
  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void loadsACzechExportWithSemicolonsMonthNamesDecimalCommasAndLineEndsInQuotes() {
    ShopFolder shop =
        new ShopFolder(lake.folder())
            .feeds(
                """
                objednavky:
                  files: "objednávky/*.csv"
                  csv: {delimiter: ";", encoding: windows-1250}
                  known-at: {file-name: "([0-9]{8})", format: yyyyMMdd}
                  records: order_lines
                  streams:
                    order_lines:
                      columns:
                        order_id: "`Číslo obj.`"
                        line_id: "`Řádek`"
                        ordered_at: "parse_timestamp(`Přijato`, 'd. MMMM yyyy H:mm', 'Europe/Prague', 'cs')"
                        customer_id: "`Zákazník`"
                        product_id: "upper(`Zboží`)"
                        quantity: "parse_decimal(`Počet`, 'cs')"
                        unit_price: "parse_decimal(regexp_replace(`Cena`, ' *Kč$', ''), 'cs')"
                        kind: "case when `Zboží` = 'doprava' then 'service' else 'sale' end"
                    customers:
                      keep: "`Zákazník` is not null"
                      columns:
                        customer_id: "`Zákazník`"
                        country: "'CZ'"
                        email: "`E-mail`"
                        address: "`Adresa`"
                """)
            .file(
                "objednávky/výpis 20240201.csv",
                (""
                        + "Číslo obj.;Řádek;Přijato;Zákazník;E-mail;Adresa;Zboží;Počet;Cena\r\n"
                        + "A1;1;5. ledna 2024 14:05;12;Jiří@x.cz;\"U Lípy 1\r\nPraha; \"\"6\"\"\";čaj-1;2;1\u00a0234,50 Kč\r\n"
                        + "A1;2;5. ledna 2024 14:05;12;Jiří@x.cz;\"U Lípy 1\r\nPraha; \"\"6\"\"\";doprava;1;99 Kč\r\n"
                        + "A2;1;31. ČERVENCE 2024 0:30;;;;čaj-1;-0,5;10,00\r\n")
                    .getBytes(Charset.forName("windows-1250")));

    IngestResult result = shop.ingest(lake.lakehouse());

    assertThat(result.quarantined()).isZero();
    assertThat(
            TableTexts.of(
                lake.lakehouse().read(Streams.named("order_lines").bronze()),
                "record_key",
                "ordered_at",
                "product_id",
                "quantity",
                "unit_price",
                "kind",
                "known_at",
                "line"))
        .containsExactly(
            "A1\u001f1 | 2024-01-05 13:05:00 | ČAJ-1 | 2.0000 | 1234.5000 | sale"
                + " | 2024-02-01 23:00:00 | 2",
            "A1\u001f2 | 2024-01-05 13:05:00 | DOPRAVA | 1.0000 | 99.0000 | service"
                + " | 2024-02-01 23:00:00 | 4",
            "A2\u001f1 | 2024-07-30 22:30:00 | ČAJ-1 | -0.5000 | 10.0000 | sale"
                + " | 2024-02-01 23:00:00 | 6");
    assertThat(
            TableTexts.of(
                lake.lakehouse().read(BronzeTables.CONTACTS),
                "customer_id",
                "system",
                "native_id",
                "email",
                "address",
                "line"))
        .containsExactly(
            CustomerId.of(ShopFolder.KEY, "shop", "12").value()
                + " | shop | 12 | Jiří@x.cz | U Lípy 1\r\nPraha; \"6\" | 2");
  }

  @Test
  void loadsParquetAndDeltaTablesByRowNumber() {
    ShopFolder shop =
        new ShopFolder(lake.folder())
            .feeds(
                """
                parquet:
                  files: "export/ratings"
                  format: parquet
                  streams: &RATINGS
                """
                        .replace("  streams: &RATINGS\n", ratings())
                    + """
                delta:
                  files: "export/ratings-delta"
                  format: delta
                """
                    + ratings());
    var rows =
        LakehouseExtension.session()
            .sql(
                "select * from values ('r1', timestamp '2024-01-31 10:00:00 UTC', named_struct('id',"
                    + " 7.0D), 4.5), ('r2', timestamp '2024-07-31 10:00:00 UTC', named_struct('id',"
                    + " 8.0D), cast(null as decimal(2,1))) as t(id, at, customer, stars)")
            .coalesce(1);
    rows.write().parquet(shop.landing() + "/export/ratings");
    rows.write().format("delta").save(shop.landing() + "/export/ratings-delta");

    IngestResult result = shop.ingest(lake.lakehouse());

    long seven = CustomerId.of(ShopFolder.KEY, "shop", "7").value();
    assertThat(
            TableTexts.of(
                lake.lakehouse().read(Streams.named("ratings").bronze()),
                "rating_id",
                "rated_at",
                "customer_id",
                "stars",
                "line"))
        .containsExactly(
            "r1 | 2024-01-31 10:00:00 | " + seven + " | 4.5000 | 1",
            "r1 | 2024-01-31 10:00:00 | " + seven + " | 4.5000 | 1");
    assertThat(
            TableTexts.of(lake.lakehouse().read(BronzeTables.QUARANTINE), "path", "line", "reason"))
        .containsExactly(
            "export/ratings | 2 | ratings.stars is missing",
            "export/ratings-delta | 2 | ratings.stars is missing");
    assertThat(shop.ingest(lake.lakehouse()).hasNews()).isFalse();
    assertThat(result.records()).isEqualTo(4);
  }

  private static String ratings() {
    return """
      streams:
        ratings:
          columns:
            rating_id: id
            rated_at: at
            customer_id: customer.id
            product_id: "'p'"
            stars: stars
    """;
  }
}
