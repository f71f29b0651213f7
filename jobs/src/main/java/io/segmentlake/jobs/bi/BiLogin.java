package io.segmentlake.jobs.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentlake.jobs.installation.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who may connect. */
record BiLogin(String user, String password) {
  static final String USER = "bi";
  private static final String FILE = "login.json";
  private static final int BYTES = 16;

  /** Made at the first start, and kept in a file that nobody but its owner may read. */
  static BiLogin in(Path home) {
    Path file = home.resolve(FILE);
    if (!Files.exists(file)) {
      String json =
          new ObjectMapper()
              .createObjectNode()
              .put("user", USER)
              .put("password", Secrets.random(BYTES))
              .toPrettyString();
      Secrets.write(file, json + "\n");
    }
    return read(file);
  }

  static BiLogin read(Path file) {
    try {
      JsonNode json = new ObjectMapper().readTree(file.toFile());
      return new BiLogin(json.path("user").asText(), json.path("password").asText());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + "; remove it to get a new one", e);
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
