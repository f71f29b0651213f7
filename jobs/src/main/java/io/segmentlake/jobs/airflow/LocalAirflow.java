package io.segmentlake.jobs.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.benchmark.Processes;
import io.segmentlake.jobs.installation.LocalProcesses;
import io.segmentlake.jobs.installation.Pause;
import io.segmentlake.jobs.installation.Port;
import io.segmentlake.jobs.installation.Secrets;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An Airflow on this machine: server, scheduler, DAG processor and triggerer. */
public final class LocalAirflow {
  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final String SERVER = "api-server";

  /** Without the servers of logs, which listen on all addresses: the files are on this machine. */
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of(SERVER),
          List.of("dag-processor"),
          List.of("scheduler", "--skip-serve-logs"),
          List.of("triggerer", "--skip-serve-logs"));

  private final LocalSettings settings;
  private final Installation installation;
  private final LocalProcesses processes;
  private volatile boolean isOurs;

  public LocalAirflow(LocalSettings settings, Installation installation) {
    this.settings = settings;
    this.installation = installation;
    this.processes = new LocalProcesses(settings.home());
  }

  /**
   * Starts it, and waits until all of it is well.
   *
   * @throws UsageException where it runs already, or something else has its port
   */
  public Login start(PrintStream progress) {
    refuseTwice();
    isOurs = true;
    Secrets.makeFolder(settings.home());
    Map<String, String> environment = settings.environment(Secrets.random(32));
    Login login = passwords();
    migrate(environment, progress);
    progress.print("starting Airflow …");
    progress.flush();
    long start = System.nanoTime();
    for (List<String> command : COMMANDS) {
      List<String> words = new ArrayList<>(List.of(installation.program("airflow").toString()));
      words.addAll(command);
      processes.start(command.get(0), installation.program("python"), words, environment);
    }
    try {
      waitUntilWell(new HttpAirflow(login));
    } catch (RuntimeException e) {
      progress.println(" failed");
      stop();
      throw e;
    }
    progress.printf(" %.1f s%n", (System.nanoTime() - start) / 1e9);
    login.write(settings.home());
    return login;
  }

  /** The password of the user who may only look. */
  public Login viewer() {
    return new Login(settings.address(), LocalSettings.VIEWER, stored(LocalSettings.VIEWER));
  }

  /**
   * Waits until it is stopped by somebody.
   *
   * @throws IllegalStateException where a part of it ended by itself; the others are stopped
   */
  public void join() {
    while (!processes.isForgotten()) {
      if (processes.alive().size() < COMMANDS.size() && !processes.isForgotten()) {
        String ended = ended();
        stop();
        throw new IllegalStateException(
            "Cannot go on: Airflow's " + ended + " ended by itself. Its log is " + log(ended));
      }
      Pause.of(LOOK);
    }
  }

  /** Ends it and the tasks that run, where it was started here. */
  public void stop() {
    if (isOurs) {
      stop(settings.home());
    }
  }

  /**
   * Ends the Airflow of a folder, whoever started it.
   *
   * @return whether there was anything to end
   */
  public static boolean stop(Path home) {
    try {
      Files.deleteIfExists(home.resolve(Login.FILE));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove the login in " + home, e);
    }
    return new LocalProcesses(home).stop() > 0;
  }

  private void refuseTwice() {
    if (!processes.alive().isEmpty()) {
      throw new UsageException(
          "Cannot start Airflow: it runs already in "
              + settings.home()
              + ". 'segmentlake airflow down' stops it.");
    }
    Port.refuseTaken("Airflow", LocalSettings.HOST, settings.port());
  }

  /** The database's tables, once for each installation. */
  private void migrate(Map<String, String> environment, PrintStream progress) {
    Path done = settings.home().resolve("database-of-" + installation.name());
    if (Files.exists(done)) {
      return;
    }
    new Processes(settings.logs(), progress)
        .run(
            "making Airflow's database",
            List.of(installation.program("airflow").toString(), "db", "migrate"),
            environment);
    try {
      Files.createFile(done);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + done, e);
    }
  }

  private void waitUntilWell(HttpAirflow airflow) {
    Instant end = Instant.now().plus(START);
    while (true) {
      if (processes.alive().size() < COMMANDS.size()) {
        String ended = ended();
        throw new IllegalStateException(
            "Cannot start Airflow: its " + ended + " ended by itself. Its log is " + log(ended));
      }
      if (isWell(airflow)) {
        return;
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException(
            "Cannot start Airflow: it is not well after "
                + START.toMinutes()
                + " minutes. Its logs are in "
                + settings.logs());
      }
      Pause.of(LOOK);
    }
  }

  private static boolean isWell(HttpAirflow airflow) {
    try {
      return airflow.health().values().stream().allMatch("healthy"::equals);
    } catch (AwayException e) {
      return false;
    }
  }

  private String ended() {
    List<String> alive = processes.alive().stream().map(LocalProcesses.Noted::name).toList();
    return COMMANDS.stream()
        .map(c -> c.get(0))
        .filter(name -> !alive.contains(name))
        .findFirst()
        .orElse(SERVER);
  }

  private Path log(String name) {
    return processes.log(name);
  }

  /** Made at the first start, and kept. */
  private Login passwords() {
    if (!Files.exists(settings.passwords())) {
      ObjectNode passwords = new ObjectMapper().createObjectNode();
      Stream.of(LocalSettings.ADMIN, LocalSettings.VIEWER)
          .forEach(user -> passwords.put(user, Secrets.random(12)));
      Secrets.write(settings.passwords(), passwords.toString());
    }
    return new Login(settings.address(), LocalSettings.ADMIN, stored(LocalSettings.ADMIN));
  }

  private String stored(String user) {
    try {
      JsonNode passwords = new ObjectMapper().readTree(settings.passwords().toFile());
      return passwords.path(user).asText();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + settings.passwords(), e);
    }
  }
}
