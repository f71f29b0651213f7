package io.segmentlake.jobs.superset;

import io.segmentlake.jobs.benchmark.Processes;
import io.segmentlake.jobs.bi.RunningServer;
import io.segmentlake.jobs.installation.LocalServer;
import io.segmentlake.jobs.installation.Secrets;
import io.segmentlake.models.shops.Shop;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Superset on this machine, for this machine alone, with its own tables in a file. */
public final class LocalSuperset {
  private static final LocalServer.Names NAMES =
      new LocalServer.Names("superset", "Superset", "segmentlake bi superset stop");

  /** One process, so that all requests share what it holds; Spark does the work. */
  private static final int THREADS = 12;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path home;
  private final int port;
  private final LocalServer server;

  /**
   * A Superset that runs or does not.
   *
   * @param home its folder: secrets, tables, caches, logs
   */
  public LocalSuperset(Path home, int port) {
    this.home = home;
    this.port = port;
    this.server = new LocalServer(home, NAMES, port);
  }

  /** Where it is, and who may log in. */
  public record Address(String url, String user, String password, Path file) {
    /** Without the password. */
    @Override
    public String toString() {
      return url + " as " + user;
    }
  }

  /**
   * Looks whether it can be started.
   *
   * @throws io.segmentlake.jobs.UsageException where it runs already, or something else has its
   *     port
   */
  public void refuseTwice() {
    server.refuseTwice();
  }

  /**
   * Makes its tables and imports the dashboard where that has not been done, starts it, and waits
   * until it answers.
   *
   * @param database that it asks
   */
  public Address start(
      SupersetInstallation superset, RunningServer database, Shop shop, PrintStream progress) {
    refuseTwice();
    Secrets.makeFolder(home);
    SupersetSecrets secrets = SupersetSecrets.in(home);
    Map<String, String> environment = environment(superset);
    new Processes(home.resolve("logs"), progress)
        .run("importing the dashboard", preparation(superset, database, shop), environment);
    server.start(superset.python(), command(superset), environment, progress, this::isWell);
    return new Address(
        address() + "/superset/dashboard/segments/",
        secrets.user(),
        secrets.password(),
        SupersetSecrets.file(home));
  }

  /**
   * Waits until it is stopped by somebody.
   *
   * @throws IllegalStateException where it ended by itself
   */
  public void join() {
    server.join();
  }

  /** Ends it where it was started here. */
  public void stop() {
    server.stop();
  }

  /**
   * Ends the Superset of a folder, whoever started it.
   *
   * @return whether there was one
   */
  public static boolean stop(Path home) {
    return LocalServer.stop(home);
  }

  private List<String> preparation(
      SupersetInstallation superset, RunningServer database, Shop shop) {
    return List.of(
        superset.python().toString(),
        superset.files().resolve("prepare.py").toString(),
        String.valueOf(database.port()),
        // Its name alone; what is in it stays off the command line.
        database.login().toString(),
        shop.name(),
        shop.currency());
  }

  private List<String> command(SupersetInstallation superset) {
    return List.of(
        superset.python().toString(),
        "-m",
        "gunicorn",
        "--bind=" + LocalServer.HOST + ":" + port,
        "--worker-class=gthread",
        "--workers=1",
        "--threads=" + THREADS,
        "--timeout=300",
        "--no-control-socket",
        "superset.app:create_app()");
  }

  private Map<String, String> environment(SupersetInstallation superset) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("SEGMENTLAKE_SUPERSET_HOME", home.toString());
    environment.put("SUPERSET_HOME", home.toString());
    environment.put(
        "SUPERSET_CONFIG_PATH", superset.files().resolve("superset_config.py").toString());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    // Nobody is told that it runs.
    environment.put("SCARF_ANALYTICS", "false");
    return environment;
  }

  private String address() {
    return "http://" + LocalServer.HOST + ":" + port;
  }

  /** It takes connections long before it is ready. */
  private boolean isWell() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + "/health")).timeout(PATIENCE).build();
    try {
      return HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(PATIENCE)
              .build()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot go on: interrupted while Superset starts", e);
    }
  }
}
