package io.segmentlake.jobs.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.jobs.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
  private static final Login LOCAL = new Login("http://127.0.0.1:8080", "admin", "secret");

  @TempDir Path home;

  @Test
  void findsTheLocalOne() throws IOException {
    LOCAL.write(home);

    assertThat(Login.find(Optional.empty(), "admin", Map.of(), home)).isEqualTo(LOCAL);
    assertThat(Files.getPosixFilePermissions(home.resolve("login.json"))).hasSize(2);
  }

  @Test
  void takesUserAndPasswordThatAreGiven() {
    LOCAL.write(home);

    assertThat(
            Login.find(
                Optional.empty(), "viewer", Map.of("SEGMENTLAKE_AIRFLOW_PASSWORD", "x"), home))
        .isEqualTo(new Login("http://127.0.0.1:8080", "viewer", "x"));
    assertThat(
            Login.find(
                Optional.of("https://airflow.example/"),
                "ada",
                Map.of("SEGMENTLAKE_AIRFLOW_PASSWORD", "x"),
                home))
        .isEqualTo(new Login("https://airflow.example", "ada", "x"));
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> Login.find(Optional.empty(), "admin", Map.of(), home))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'segmentlake airflow up'");
    assertThatThrownBy(() -> Login.find(Optional.of("http://127.0.0.1:1"), "admin", Map.of(), home))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Set SEGMENTLAKE_AIRFLOW_PASSWORD");
  }

  @Test
  void keepsThePasswordToItself() {
    assertThat(LOCAL.toString()).doesNotContain("secret");
  }
}
