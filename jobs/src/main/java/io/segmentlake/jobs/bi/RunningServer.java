package io.segmentlake.jobs.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentlake.jobs.installation.LocalProcesses;
import io.segmentlake.jobs.installation.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Thrift Server that somebody has started, as it is noted in its folder.
 *
 * @param lakehouse that it serves
 * @param login file with user and password
 */
public record RunningServer(String lakehouse, int port, Path login) {
  private static final String FILE = "server.json";

  /**
   * The server of a folder.
   *
   * @return empty where none runs
   */
  public static Optional<RunningServer> in(Path home) {
    Path file = home.resolve(FILE);
    if (!Files.exists(file) || new LocalProcesses(home).alive().isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode json = new ObjectMapper().readTree(file.toFile());
      return Optional.of(
          new RunningServer(
              json.path("lakehouse").asText(), json.path("port").asInt(), BiLogin.file(home)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + "; remove it", e);
    }
  }

  void note(Path home) {
    String json =
        new ObjectMapper()
            .createObjectNode()
            .put("lakehouse", lakehouse)
            .put("port", port)
            .toPrettyString();
    Secrets.write(home.resolve(FILE), json + "\n");
  }
}
