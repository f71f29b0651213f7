package io.segmentlake.models.shops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.models.configuration.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {
  @TempDir Path configuration;

  @Test
  void readsEveryKey() throws IOException {
    write("tea", "{shop: tea, zone: Europe/Prague, currency: CZK, sources: [till, web]}");

    assertThat(Shop.load(configuration, "tea"))
        .isEqualTo(new Shop("tea", ZoneId.of("Europe/Prague"), "CZK", List.of("till", "web")));
  }

  @Test
  void saysAllMistakesAtOnce() throws IOException {
    write("tea", "shop: coffee\nzone: Europe/Atlantis\ncurrency: crowns\nsourcs: [till]\n");

    assertThat(mistakes("tea"))
        .containsExactly(
            "conf/shops/tea.yaml:1:7 shop: must be the file's name, tea",
            "conf/shops/tea.yaml:2:7 zone: 'Europe/Atlantis' is not a time zone, such as"
                + " Europe/Prague",
            "conf/shops/tea.yaml:3:11 currency: 'crowns' is not an ISO 4217 code, such as EUR",
            "conf/shops/tea.yaml:1:1 'sources' names no source mapping; write at least one",
            "conf/shops/tea.yaml:4:1 unknown key 'sourcs' (did you mean 'sources'?)");
  }

  @Test
  void saysWhichShopsThereAre() throws IOException {
    write("tea", "");

    assertThat(mistakes("te"))
        .containsExactly("conf/shops/te.yaml:1:1 there is no such shop; there are tea");
    assertThatThrownBy(() -> Shop.load(configuration, "te"))
        .hasMessageContaining("conf/shops/te.yaml");
  }

  private void write(String shop, String yaml) throws IOException {
    Files.createDirectories(configuration.resolve("shops"));
    Files.writeString(configuration.resolve("shops/" + shop + ".yaml"), yaml);
  }

  private List<String> mistakes(String shop) {
    List<Mistake> mistakes = new ArrayList<>();
    assertThat(Shop.read(configuration, shop, mistakes)).isEmpty();
    return mistakes.stream().map(Mistake::toString).toList();
  }
}
