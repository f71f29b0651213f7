package io.segmentlake.jobs.airflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.installation.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where an Airflow is and who asks.
 *
 * @param address without a slash at its end
 */
public record Login(String address, String user, String password) {
  public static final String VARIABLE = "SEGMENTLAKE_AIRFLOW_PASSWORD";
  static final String FILE = "login.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  public Login {
    address = address.replaceFirst("/+$", "");
  }

  /**
   * What was given, else what a local Airflow left in its folder. The password of a server given by
   * its address comes from the environment, never from the command line, which others can see.
   *
   * @throws UsageException where neither is there
   */
  public static Login find(
      Optional<String> address, String user, Map<String, String> environment, Path home) {
    Optional<Login> local = address.isPresent() ? Optional.empty() : read(home);
    Optional<String> password = Optional.ofNullable(environment.get(VARIABLE));
    if (address.isPresent() && password.isPresent()) {
      return new Login(address.get(), user, password.get());
    }
    if (address.isPresent()) {
      throw new UsageException(
          "Cannot log in to " + address.get() + ": there is no password. Set " + VARIABLE + ".");
    }
    return local
        .map(l -> password.map(p -> new Login(l.address(), user, p)).orElse(l))
        .orElseThrow(
            () ->
                new UsageException(
                    "Cannot tell which Airflow is meant: there is none in "
                        + home
                        + ". Start one with 'segmentlake airflow up', or give --address and set "
                        + VARIABLE
                        + "."));
  }

  static Optional<Login> read(Path home) {
    Path file = home.resolve(FILE);
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      return Optional.of(
          new Login(
              json.path("address").asText(),
              json.path("user").asText(),
              json.path("password").asText()));
    } catch (JsonProcessingException e) {
      throw new UsageException("Cannot read " + file + ": it is no JSON. Remove it.");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** For the other commands; nobody but the owner may read it. */
  void write(Path home) {
    Path file = home.resolve(FILE);
    ObjectNode json = JSON.createObjectNode();
    json.put("address", address).put("user", user).put("password", password);
    Secrets.write(file, json.toPrettyString() + "\n");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + " at " + address;
  }
}
