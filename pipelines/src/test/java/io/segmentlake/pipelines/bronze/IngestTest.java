package io.segmentlake.pipelines.bronze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.ContentHash;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.LakehouseExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IngestTest {
  private static final String HEADER = "no,sku,pcs,price,who,at\n";
  private static final Table LINES = Streams.named("order_lines").bronze();
  private static final Table CUSTOMERS = Streams.named("customers").bronze();

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void derivesEveryStreamOfARecordAndCountsEachRecordOnce() {
    ShopFolder shop =
        shop("keep", "possible")
            .file(
                "a.csv",
                HEADER
                    + "1,tea,2,1.255,17850.0,2024-01-01 10:00:00\n"
                    + "1,milk,1,1,17850.0,2024-01-01 10:00:00\n"
                    + "2,tea,1,1,,2024-01-01 11:00:00\n"
                    + "3,tea,many,1,9,2024-01-01 12:00:00\n");

    IngestResult result = shop.ingest(lake.lakehouse());

    assertThat(lines("order_id", "product_id", "quantity", "unit_price", "line", "known_at"))
        .containsExactly(
            "1 | milk | 1.0000 | 1.0000 | 3 | 2024-01-02 09:00:00",
            "1 | tea | 2.0000 | 1.2550 | 2 | 2024-01-02 09:00:00",
            "2 | tea | 1.0000 | 1.0000 | 4 | 2024-01-02 10:00:00");
    assertThat(TableTexts.of(read(CUSTOMERS), "line", "source", "arrived_seq", "version_at"))
        .containsExactly("2 | test | 1 | -");
    assertThat(TableTexts.of(read(BronzeTables.QUARANTINE), "line", "reason", "raw", "lines"))
        .containsExactly(
            "5 | order_lines.quantity is no number | 3,tea,many,1,9,2024-01-01 12:00:00 | 1");
    assertThat(TableTexts.of(read(BronzeTables.CONTACTS), "native_id", "email", "line"))
        .containsExactly("17850 | - | 2");
    assertThat(
            TableTexts.of(
                read(BronzeTables.FILES), "path", "arrived_seq", "records", "ok", "quarantined"))
        .containsExactly("a.csv | 1 | 4 | 3 | 1");
    assertThat(result.feeds().get(0).reasons())
        .containsExactly(java.util.Map.entry("order_lines.quantity is no number", 1L));
  }

  @Test
  void skipsFilesItKnowsUnderWhateverName() {
    ShopFolder shop = shop("keep", "possible").file("a.csv", HEADER + line("1", "tea"));
    shop.ingest(lake.lakehouse());
    long version = lake.lakehouse().version(LINES);

    IngestResult again = shop.ingest(lake.lakehouse());
    IngestResult copied =
        shop.file("copy of a.csv", HEADER + line("1", "tea")).ingest(lake.lakehouse());

    assertThat(again.hasNews()).isFalse();
    assertThat(again.seq()).isEqualTo(1);
    assertThat(copied.hasNews()).isFalse();
    assertThat(copied.feeds().get(0).replayed()).isEqualTo(1);
    assertThat(lake.lakehouse().version(LINES)).isEqualTo(version);
  }

  @Test
  void replacesTheRowsOfAFileThatChanged() {
    ShopFolder shop = shop("keep", "possible").file("a.csv", HEADER + line("1", "tea"));
    shop.ingest(lake.lakehouse());
    IngestResult changed =
        shop.file("a.csv", HEADER + line("1", "tea") + line("2", "milk")).ingest(lake.lakehouse());

    assertThat(changed.seq()).isEqualTo(2);
    assertThat(changed.feeds().get(0).replaced()).isEqualTo(1);
    assertThat(
            TableTexts.of(
                read(BronzeTables.FILES), "path", "arrived_seq", "superseded_seq", "records"))
        .containsExactly("a.csv | 1 | 2 | 1", "a.csv | 2 | - | 2");
    assertThat(lines("order_id", "arrived_seq")).containsExactly("1 | 1", "1 | 2", "2 | 2");
    shop.file("a.csv", HEADER + line("1", "tea")).ingest(lake.lakehouse());
    assertThat(read(BronzeTables.FILES).select("file_id").distinct().count()).isEqualTo(3);
  }

  @Test
  void numbersEqualLinesOfAFileSoThatOverlappingExportsTellTheSameRecords() {
    ShopFolder shop =
        shop("keep", "possible")
            .file("a.csv", HEADER + line("1", "tea") + line("1", "tea") + line("2", "tea"))
            .file("b.csv", HEADER + line("2", "tea") + line("1", "tea"));
    shop.ingest(lake.lakehouse());

    List<Row> keys = read(LINES).groupBy("record_key").count().orderBy("count").collectAsList();
    assertThat(keys).extracting(row -> row.getLong(1)).containsExactly(1L, 2L, 2L);
    assertThat(keys.get(0).getString(0)).endsWith("#2");
    assertThat(read(LINES).select("content_hash").distinct().count()).isEqualTo(2);
  }

  @Test
  void takesEqualLinesForOneRecordOrFilesForSeparateWhereTheMappingSaysSo() {
    String text = HEADER + line("1", "tea") + line("1", "tea");
    shop("drop", "possible").file("a.csv", text).ingest(lake.lakehouse());
    assertThat(read(LINES).count()).isEqualTo(2);
    assertThat(read(LINES).select("record_key").distinct().count()).isEqualTo(1);
    // Lines that differ in a column nobody mapped are not identical.
    shop("drop", "possible")
        .file(
            "c.csv",
            HEADER.replace("at\n", "at,note\n") + noted("gift") + noted("") + noted("gift"))
        .ingest(lake.lakehouse());
    assertThat(read(LINES).select("record_key").distinct().count()).isEqualTo(2);

    Lakehouse other = Lakehouse.open(LakehouseExtension.session(), lake.folder() + "/other");
    shop("keep", "none").file("b.csv", text + line("2", "tea")).ingest(other);
    assertThat(other.read(LINES).select("record_key").distinct().count()).isEqualTo(8);
    assertThat(other.read(LINES).select("content_hash").distinct().count()).isEqualTo(2);
  }

  @Test
  void givesTheSameTablesWhateverTheOrderOfFiles() {
    String[] texts = new String[6];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = HEADER + line("" + i, "tea") + line("" + i, "tea") + line("9", "milk");
    }
    ShopFolder atOnce = shop("keep", "possible");
    for (int i = 0; i < texts.length; i++) {
      atOnce.file(i + ".csv", texts[i]);
    }
    atOnce.ingest(lake.lakehouse());
    Lakehouse other = Lakehouse.open(LakehouseExtension.session(), lake.folder() + "/other");
    ShopFolder oneByOne = new ShopFolder(lake.folder().resolve("other-shop"));
    oneByOne.feeds(feeds("keep", "possible"));
    for (int i : new int[] {4, 1, 5, 0, 3, 2}) {
      oneByOne.file(i + ".csv", texts[i]);
      if (i % 2 == 0) {
        oneByOne.ingest(other);
      }
    }

    for (Table table : List.of(LINES, CUSTOMERS, BronzeTables.CONTACTS)) {
      Dataset<Row> one = read(table).drop("arrived_seq");
      assertThat(ContentHash.of(other.read(table).drop("arrived_seq")))
          .isEqualTo(ContentHash.of(one));
      assertThat(TableTexts.of(other.read(table), "file_id", "line", "known_at"))
          .isEqualTo(TableTexts.of(one, "file_id", "line", "known_at"));
    }
  }

  @Test
  void replacesWhatAKilledRunLeft() {
    ShopFolder shop = shop("keep", "possible").file("a.csv", HEADER + line("1", "tea"));
    Lakehouse lakehouse = lake.lakehouse();
    shop.ingest(lakehouse);
    // As a run leaves it that is killed before it wrote bronze.files.
    lakehouse.append(LINES, read(LINES).withColumn("arrived_seq", lit(2)), Ingest.APPLICATION, 2);
    lakehouse.append(
        CUSTOMERS, read(CUSTOMERS).withColumn("arrived_seq", lit(2)), Ingest.APPLICATION, 2);

    shop.file("b.csv", HEADER + "7,tea,1,1,,2024-01-01 10:00:00\n").ingest(lakehouse);

    assertThat(lines("order_id", "arrived_seq")).containsExactly("1 | 1", "7 | 2");
    assertThat(TableTexts.of(read(CUSTOMERS), "arrived_seq")).containsExactly("1");
  }

  @Test
  void stopsWhereTwoCustomersShareAnId() {
    Dataset<Row> contacts =
        LakehouseExtension.session()
            .sql(
                "select * from values (7L, 'shop', 'a'), (7L, 'shop', 'a'), (7L, 'mail', 'b') as"
                    + " t(customer_id, system, native_id)");

    BronzeContacts.verifyDistinct(contacts.where("system = 'shop'"));
    assertThatThrownBy(() -> BronzeContacts.verifyDistinct(contacts))
        .hasMessage(
            "Cannot ingest: two customers have the same id (AAAAAAAAAAAAH). Load the shop anew"
                + " with another shop key.");
  }

  @Test
  void saysWhereThereIsNoLandingFolder() {
    ShopFolder shop = shop("keep", "possible");
    var ingest = new Ingest(lake.lakehouse(), List.of(), ShopFolder.KEY, shop.landing() + "/none");

    assertThatThrownBy(ingest::run)
        .hasMessageStartingWith("Cannot read the landing folder: there is none");
  }

  private ShopFolder shop(String identical, String overlap) {
    return new ShopFolder(lake.folder()).feeds(feeds(identical, overlap));
  }

  private static String feeds(String identical, String overlap) {
    return """
    lines:
      files: "*.csv"
      identical-lines: %s
      overlap: %s
      records: order_lines
      streams:
        order_lines:
          columns:
            order_id: no
            ordered_at: at
            customer_id: who
            product_id: sku
            quantity: pcs
            unit_price: price
        customers:
          keep: who is not null
          columns: {customer_id: who}
    """
        .formatted(identical, overlap);
  }

  private static String noted(String note) {
    return line("1", "tea").replace("\n", "," + note + "\n");
  }

  private static String line(String order, String product) {
    return order + "," + product + ",1,2.5,12,2024-01-01 10:00:00\n";
  }

  private static org.apache.spark.sql.Column lit(long seq) {
    return org.apache.spark.sql.functions.lit(seq);
  }

  private Dataset<Row> read(Table table) {
    return lake.lakehouse().read(table);
  }

  private List<String> lines(String... columns) {
    return TableTexts.of(read(LINES), columns);
  }
}
