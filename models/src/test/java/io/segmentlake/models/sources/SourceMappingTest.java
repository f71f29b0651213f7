package io.segmentlake.models.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.shops.Shop;
import io.segmentlake.models.sources.Feed.Format;
import io.segmentlake.models.sources.Feed.IdenticalLines;
import io.segmentlake.models.sources.Feed.Overlap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceMappingTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  @TempDir Path configuration;

  @Test
  void hasDefaultsForAllThatIsNotWritten() throws IOException {
    Feed feed =
        only(
            """
            source: till
            system: shop
            feeds:
              orders:
                files: "*.csv"
                streams:
                  orders:
                    columns: {order_id: no, ordered_at: at}
            """);

    assertThat(feed.format()).isEqualTo(Format.CSV);
    assertThat(feed.csv()).isEqualTo(new CsvShape(',', "UTF-8", '"', List.of(), 100));
    assertThat(feed.zone()).isEqualTo(LONDON);
    assertThat(feed.knownAt()).isEqualTo(new KnownAt.Assumed(Duration.ofDays(1)));
    assertThat(feed.quarantine()).isEmpty();
    assertThat(feed.identicalLines()).isEqualTo(IdenticalLines.KEEP);
    assertThat(feed.overlap()).isEqualTo(Overlap.POSSIBLE);
    assertThat(feed.records()).isEqualTo("orders");
    assertThat(feed.rawColumns()).containsExactly("at", "no");
  }

  @Test
  void readsEveryKey() throws IOException {
    Feed feed =
        only(
            """
            source: till
            system: counter
            feeds:
              lines:
                files: "sub/**/x-*.txt"
                format: csv
                csv: {delimiter: tab, encoding: windows-1250, header: false, quote: none, columns: [no, at, sku, n, p, who, mail], longest-record: 7}
                zone: UTC
                known-at: {file-name: "-([0-9-]+)", format: yyyy-MM-dd}
                quarantine: {too many: "parse_decimal(n, 'en') > 1000"}
                identical-lines: drop
                overlap: none
                records: order_lines
                streams:
                  order_lines:
                    keep: n is not null
                    columns: {order_id: no, ordered_at: at, product_id: sku, quantity: n, unit_price: p}
                  customers:
                    columns: {customer_id: who, email: mail}
            """);

    assertThat(feed.system()).isEqualTo("counter");
    assertThat(feed.files()).isEqualTo("sub/**/x-*.txt");
    assertThat(feed.csv())
        .isEqualTo(
            new CsvShape(
                '\t',
                "windows-1250",
                (char) 0,
                List.of("no", "at", "sku", "n", "p", "who", "mail"),
                7));
    assertThat(feed.zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(((KnownAt.InFileName) feed.knownAt()).format()).isEqualTo("yyyy-MM-dd");
    assertThat(feed.quarantine()).extracting(QuarantineRule::reason).containsExactly("too many");
    assertThat(feed.identicalLines()).isEqualTo(IdenticalLines.DROP);
    assertThat(feed.overlap()).isEqualTo(Overlap.NONE);
    assertThat(feed.streams()).hasSize(2);
    assertThat(feed.recordStream().keep()).isPresent();
    assertThat(feed.recordStream().mapsKey()).isFalse();
    assertThat(feed.rawColumns()).containsExactly("at", "mail", "n", "no", "p", "sku", "who");
  }

  @Test
  void saysAllMistakesAtOnceWithTheirPlaces() throws IOException {
    assertThat(
            mistakes(
                """
                source: tills
                system: shop
                feeds:
                  orders:
                    files: ../x.csv
                    format: exel
                    csv: {delimiter: ";;", encoding: cp-none}
                    zone: Prague
                    known-at: {assumed: tomorrow}
                    quarantine: {bad: "parse_decimal(n, 'xx') < 0", worse: "length(n)"}
                    records: order
                    streams:
                      order: {columns: {order_id: x}}
                      orders:
                        kep: true
                        columns:
                          order_id: length(no)
                          orderd_at: at
                          status: "java_method('java.lang.System', 'exit')"
                          channel: "n +"
                """))
        .satisfiesExactlyInAnyOrder(
            m -> assertThat(m).contains("till.yaml:1:9 source: must be the file's name, till"),
            m -> assertThat(m).contains(":5:12 feeds.orders.files: must be a pattern of paths"),
            m -> assertThat(m).contains(":6:13").contains("unknown word 'exel'"),
            m -> assertThat(m).contains(":7:22").contains("';;' is not one character, or tab"),
            m -> assertThat(m).contains(":7:38").contains("'cp-none' is not a character set"),
            m -> assertThat(m).contains(":8:11").contains("'Prague' is not a time zone"),
            m -> assertThat(m).contains(":9:25").contains("'tomorrow' is not an assumption"),
            m -> assertThat(m).contains("quarantine.bad").contains("unknown language 'xx'"),
            m -> assertThat(m).contains("quarantine.worse: must be a condition, not a whole"),
            m -> assertThat(m).contains(":11:14").contains("(did you mean 'orders'?)"),
            m -> assertThat(m).contains("unknown stream 'order'").contains("mean 'orders'?"),
            m -> assertThat(m).contains("unknown key 'kep' (did you mean 'keep'?)"),
            m ->
                assertThat(m)
                    .contains("order_id: gives a whole number, and the column wants string"),
            m -> assertThat(m).contains("unknown column 'orderd_at'").contains("'ordered_at'?"),
            m -> assertThat(m).contains("'ordered_at' is missing in columns; it is required"),
            m -> assertThat(m).contains("unknown function 'java_method'"),
            m -> assertThat(m).contains("streams.orders.columns.channel"));
  }

  @Test
  void knowsTheRawColumnsWhereTheMappingNamesThem() throws IOException {
    assertThat(
            mistakes(
                """
                source: till
                system: shop
                feeds:
                  orders:
                    files: "*.csv"
                    csv: {header: false, columns: [number, at]}
                    streams:
                      orders: {columns: {order_id: numbr, ordered_at: at}}
                """))
        .singleElement()
        .asString()
        .contains("unknown column 'numbr' (did you mean 'number'?)");
  }

  @Test
  void asksWhenRecordsWithoutAnInstantWereKnown() throws IOException {
    assertThat(
            mistakes(
                """
                source: till
                system: shop
                feeds:
                  products:
                    files: "*.csv"
                    streams:
                      products: {columns: {product_id: sku}}
                """))
        .singleElement()
        .asString()
        .contains("'known-at' cannot be assumed: products has no instant mapped");
  }

  @Test
  void shipsMappingsWithoutMistakes() {
    Path shipped = Path.of("..", "conf");

    for (String name : List.of("online-retail", "demo")) {
      assertThat(SourceMapping.load(shipped, Shop.load(shipped, name))).isNotEmpty();
    }
  }

  @Test
  void refusesOrdersOfSeveralCurrenciesWhoseLinesNameNone() throws IOException {
    assertThat(
            mistakes(
                """
                source: till
                system: shop
                feeds:
                  orders:
                    files: "orders-*.csv"
                    streams:
                      orders:
                        columns: {order_id: no, ordered_at: at, currency: cur}
                  lines:
                    files: "lines-*.csv"
                    streams:
                      order_lines:
                        columns: {order_id: no, ordered_at: at, product_id: p, quantity: q, unit_price: u}
                """))
        .singleElement()
        .asString()
        .contains("order_lines has no currency, but orders has one");
  }

  private Feed only(String yaml) throws IOException {
    write(yaml);
    return SourceMapping.load(configuration, shop()).get(0).feeds().get(0);
  }

  private List<String> mistakes(String yaml) throws IOException {
    write(yaml);
    List<Mistake> mistakes = new ArrayList<>();
    assertThat(SourceMapping.read(configuration, shop(), mistakes)).isEmpty();
    return mistakes.stream().map(Mistake::toString).toList();
  }

  private static Shop shop() {
    return new Shop("tea", LONDON, "GBP", List.of("till"));
  }

  private void write(String yaml) throws IOException {
    Files.createDirectories(configuration.resolve("sources"));
    Files.writeString(configuration.resolve("sources/till.yaml"), yaml);
  }
}
