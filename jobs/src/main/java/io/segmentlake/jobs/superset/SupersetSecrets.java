package io.segmentlake.jobs.superset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentlake.jobs.installation.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who may log in. The file also has the key that Superset signs and encrypts with. */
record SupersetSecrets(String user, String password) {
  private static final String FILE = "secrets.json";
  private static final int PASSWORD_BYTES = 12;
  private static final int KEY_BYTES = 32;

  /**
   * Made at the first start, and kept in a file that nobody but its owner may read, from which
   * Superset reads them, too.
   */
  static SupersetSecrets in(Path home) {
    Path file = file(home);
    ObjectMapper mapper = new ObjectMapper();
    if (!Files.exists(file)) {
      String json =
          mapper
              .createObjectNode()
              .put("user", "admin")
              .put("password", Secrets.random(PASSWORD_BYTES))
              .put("secret_key", Secrets.random(KEY_BYTES))
              .toPrettyString();
      Secrets.write(file, json + "\n");
    }
    try {
      JsonNode json = mapper.readTree(file.toFile());
      return new SupersetSecrets(json.path("user").asText(), json.path("password").asText());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  static Path file(Path home) {
    return home.resolve(FILE);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user;
  }
}
