package io.segmentlake.pipelines.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.shops.Shop;
import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.SourceMapping;
import io.segmentlake.pipelines.BronzeRows;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.silver.Silver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders of a source: 30 a day from 1 June 2025, 90 on the 29th, 10 on the 30th, then none. */
class FreshnessTest {
  private static final LocalDate FIRST = LocalDate.parse("2025-06-01");
  private static final Shop SHOP = new Shop("test", ZoneId.of("UTC"), "CZK", List.of("test"));

  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @BeforeEach
  void fill() {
    BronzeRows rows = new BronzeRows(lake.lakehouse(), 1);
    for (int day = 0; day < 30; day++) {
      for (int i = 0; i < (day == 29 ? 10 : day == 28 ? 90 : 30); i++) {
        String on = FIRST.plusDays(day).toString();
        rows.add("orders", 1, on, "order_id=" + day + "-" + i, "ordered_at=" + on + "T10:00:00");
      }
    }
    rows.write();
    new Silver(lake.lakehouse(), SHOP).apply(1);
  }

  @Test
  void tellsWhatIsLateAndWhatIsNotAsMuchAsUsual() throws IOException {
    assertThat(standing("{days-behind: 0}", "2025-06-29")).isEqualTo("2025-06-29 90 30 fresh");
    assertThat(standing("{most-percent: 200}", "2025-06-29")).isEqualTo("2025-06-29 90 30 many");
    assertThat(standing("{most-percent: 300}", "2025-06-29")).isEqualTo("2025-06-29 90 30 fresh");
    assertThat(standing("{days-behind: 0, least-percent: 50}", "2025-06-30"))
        .isEqualTo("2025-06-30 10 30 few");
    assertThat(standing("{least-percent: 30}", "2025-06-30")).isEqualTo("2025-06-30 10 30 fresh");
    assertThat(standing("{days-behind: 1}", "2025-07-01")).isEqualTo("2025-06-30 10 30 fresh");
    assertThat(standing("{days-behind: 0}", "2025-07-01")).isEqualTo("2025-06-30 10 30 late");
    assertThat(standing("{days-behind: 2}", "2025-08-30")).isEqualTo("null 0 0 late");
    assertThat(standing("{most-percent: 100}", "2025-06-03"))
        .as("nothing to compare with yet")
        .isEqualTo("2025-06-03 30 0 fresh");
    assertThat(standing("{most-percent: 100}", "2025-06-09"))
        .as("weeks before the first record are none to compare with")
        .isEqualTo("2025-06-09 30 30 fresh");
  }

  @Test
  void keepsTheStandingOfEachDate() throws IOException {
    Freshness freshness = new Freshness(lake.lakehouse());
    for (String date : List.of("2025-06-29", "2025-06-30", "2025-06-30")) {
      LocalDate asOf = LocalDate.parse(date);
      freshness.write(freshness.of(feeds("{least-percent: 50}"), asOf), asOf);
    }

    assertThat(lake.lakehouse().read(Freshness.TABLE).orderBy("as_of").collectAsList())
        .extracting(row -> row.mkString("|"))
        .containsExactly(
            "test|orders|orders|2025-06-29|2025-06-29|90|30|fresh",
            "test|orders|orders|2025-06-30|2025-06-30|10|30|few");
    assertThat(freshness.of(feeds("{least-percent: 50}"), LocalDate.parse("2025-06-30")))
        .singleElement()
        .hasToString("test.orders brought 10 records of 2025-06-30, usual are 30");
  }

  private String standing(String expect, String asOf) throws IOException {
    Freshness.Standing one =
        new Freshness(lake.lakehouse()).of(feeds(expect), LocalDate.parse(asOf)).get(0);
    return one.newest() + " " + one.records() + " " + one.usual() + " " + one.verdict();
  }

  private List<Feed> feeds(String expect) throws IOException {
    Path sources = Files.createDirectories(lake.folder().resolve("conf/sources"));
    Files.writeString(
        sources.resolve("test.yaml"),
        """
        source: test
        system: shop
        feeds:
          orders:
            files: "*.csv"
            expect: %s
            streams:
              orders:
                columns: {order_id: no, ordered_at: at}
          anything:
            files: "*.txt"
            streams:
              costs:
                columns: {cost_id: no, spent_at: at, channel: c, amount: a}
        """
            .formatted(expect));
    return SourceMapping.load(lake.folder().resolve("conf"), SHOP).get(0).feeds();
  }
}
