package io.segmentlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.models.identity.ShopKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopKeysTest {
  @TempDir Path folder;

  @Test
  void makesAKeyOnceAndForItsOwnerAlone() throws IOException {
    ShopKeys.make(folder);
    ShopKey first = find(Map.of()).orElseThrow().key();
    ShopKeys.make(folder);

    assertThat(find(Map.of()).orElseThrow().key()).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(folder.resolve("_shop.key"))).hasSize(2);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void takesTheEnvironmentThenTheCredentialsThenTheFile() {
    ShopKeys.make(folder);
    Configuration hadoop = new Configuration(false);
    hadoop.set("segmentlake.shop.key", "from the credentials");

    assertThat(
            ShopKeys.find(
                    Map.of("SEGMENTLAKE_SHOP_KEY", "from the environment"),
                    hadoop,
                    Optional.of(folder))
                .orElseThrow()
                .key())
        .isEqualTo(ShopKey.of("from the environment"));
    assertThat(ShopKeys.find(Map.of(), hadoop, Optional.of(folder)).orElseThrow().key())
        .isEqualTo(ShopKey.of("from the credentials"));
    assertThat(find(Map.of()).orElseThrow().place()).endsWith("_shop.key");
  }

  @Test
  void saysWhatToSetWhereThereIsNone() {
    assertThat(find(Map.of())).isEmpty();
    assertThatThrownBy(
            () -> {
              throw ShopKeys.missing();
            })
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("SEGMENTLAKE_SHOP_KEY");
  }

  private Optional<ShopKeys.Found> find(Map<String, String> environment) {
    return ShopKeys.find(environment, new Configuration(false), Optional.of(folder));
  }
}
