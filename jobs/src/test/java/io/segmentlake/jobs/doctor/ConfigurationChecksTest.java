package io.segmentlake.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationChecksTest {
  @TempDir Path folder;

  @BeforeEach
  void aShopWithOrdersAndNothingElse() throws IOException {
    write("shops/tea.yaml", "shop: tea\nzone: Europe/Prague\ncurrency: CZK\nsources: [till]\n");
    write(
        "sources/till.yaml",
        """
        source: till
        system: shop
        feeds:
          orders:
            files: "*.csv"
            format: csv
            known-at: {assumed: occurred + 1 day}
            streams:
              orders:
                columns:
                  order_id: number
                  ordered_at: "parse_timestamp(at, 'yyyy-MM-dd')"
        """);
    segment("buyers", "orders_lifetime > 0");
    segment("surfers", "visits_90d > 3");
    segment("buying_surfers", "member('surfers') and orders_lifetime > 0");
  }

  @Test
  void namesTheSegmentsThatAMissingStreamDisables() {
    assertThat(ConfigurationChecks.of(folder, "tea"))
        .contains(
            Finding.ok("segments", "3 definitions"),
            Finding.ok("shop", "tea, Europe/Prague, CZK"),
            Finding.ok("sources", "till"),
            Finding.ok("streams", "1 mapped: orders"),
            Finding.warn(
                "streams", "web_events is not mapped; without it: buying_surfers, surfers"),
            Finding.warn("streams", "ratings is not mapped; no segment needs it"))
        .filteredOn(f -> f.message().startsWith("consents"))
        .extracting(Finding::message)
        .containsExactly(
            "consents is not mapped: nobody's permission is recorded, so nothing is delivered to"
                + " anybody; no segment needs it");
  }

  @Test
  void listsTheMistakesOfAllFiles() throws IOException {
    write("shops/tea.yaml", "shop: tea\nzone: Europe/Praha\ncurrency: CZK\nsources: [till]\n");
    segment("broken", "ordrs_lifetime > 0");

    assertThat(ConfigurationChecks.of(folder, "tea"))
        .filteredOn(f -> f.level() == Finding.Level.FAIL)
        .extracting(f -> f.subject() + " " + f.message())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("segments ").contains("broken.yaml:6:"),
            second -> assertThat(second).startsWith("shop conf/shops/tea.yaml:2:"));
  }

  @Test
  void saysThatThereIsNoSuchShop() {
    assertThat(ConfigurationChecks.of(folder, "coffee"))
        .filteredOn(f -> f.subject().equals("shop"))
        .extracting(Finding::message)
        .containsExactly("conf/shops/coffee.yaml:1:1 there is no such shop; there are tea");
  }

  private void segment(String id, String when) throws IOException {
    write(
        "segments/" + id + ".yaml",
        """
        id: %s
        version: 1
        owner: test
        purpose: To be tested.
        goals: [{kind: trust, metric: replies}]
        when: %s
        """
            .formatted(id, when));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
