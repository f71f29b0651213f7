package io.segmentlake.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.ShopKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopChecksTest {
  @TempDir Path folder;

  @Test
  void findsTheKeyOfTheEnvironmentBeforeTheFile() {
    ShopKeys.make(folder);

    assertThat(ShopChecks.of(settings(), Map.of()))
        .contains(Finding.ok("shop key", "from " + folder.resolve("_shop.key")));
    assertThat(ShopChecks.of(settings(), Map.of("SEGMENTLAKE_SHOP_KEY", "0123456789abcdef")).get(0))
        .isEqualTo(Finding.ok("shop key", "from SEGMENTLAKE_SHOP_KEY"));
  }

  @Test
  void refusesAKeyThatIsNoSecret() {
    Finding finding = ShopChecks.of(settings(), Map.of("SEGMENTLAKE_SHOP_KEY", "secret")).get(0);

    assertThat(finding.level()).isEqualTo(Finding.Level.FAIL);
    assertThat(finding.message()).contains("too short");
  }

  @Test
  void failsWithoutAKeyAndWarnsWithoutFiles() throws IOException {
    assertThat(ShopChecks.of(settings(), Map.of()))
        .extracting(Finding::level)
        .containsExactly(Finding.Level.FAIL, Finding.Level.WARN);

    Files.createDirectories(folder.resolve("landing"));
    Files.writeString(folder.resolve("landing").resolve("a.csv"), "x");
    assertThat(ShopChecks.of(settings(), Map.of()).get(1))
        .isEqualTo(Finding.ok("landing", "1 files in " + folder.resolve("landing")));
  }

  private Settings settings() {
    return new Settings(
        "test",
        folder.toString(),
        folder.resolve("landing").toString(),
        folder.resolve("conf"),
        Optional.empty(),
        LocalDate.parse("2011-12-09"),
        Instant.parse("2011-12-10T03:00:00Z"));
  }
}
