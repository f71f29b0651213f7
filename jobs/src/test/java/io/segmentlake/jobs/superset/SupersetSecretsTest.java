package io.segmentlake.jobs.superset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupersetSecretsTest {
  @TempDir private Path home;

  @Test
  void areMadeOnceAndAreTheirOwnersAlone() throws IOException {
    SupersetSecrets made = SupersetSecrets.in(home);

    assertThat(SupersetSecrets.in(home)).isEqualTo(made);
    assertThat(made.password()).matches("[0-9a-f]{24}");
    assertThat(made).hasToString("admin");
    Path file = SupersetSecrets.file(home);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.path("secret_key").asText())
        .matches("[0-9a-f]{64}")
        .doesNotContain(made.password());
  }

  @Test
  void differFromFolderToFolder() throws IOException {
    Path other = Files.createDirectory(home.resolve("other"));

    assertThat(SupersetSecrets.in(home).password())
        .isNotEqualTo(SupersetSecrets.in(other).password());
  }
}
