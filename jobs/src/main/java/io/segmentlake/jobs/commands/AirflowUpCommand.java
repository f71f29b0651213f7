package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.airflow.AirflowSchedule;
import io.segmentlake.jobs.airflow.DagFolder;
import io.segmentlake.jobs.airflow.Installation;
import io.segmentlake.jobs.airflow.LocalAirflow;
import io.segmentlake.jobs.airflow.LocalSettings;
import io.segmentlake.jobs.airflow.Login;
import io.segmentlake.jobs.installation.InstalledOnce;
import io.segmentlake.models.shops.Shop;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code airflow up}: a real Airflow on this machine. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Start an Airflow on this machine, for this machine alone; install it first where it is not"
          + " there.",
      "Ctrl-C ends it; with --background, 'segmentlake airflow down' does."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake airflow up                                    the generated shop",
      "  segmentlake airflow up --background --shop online-retail \\",
      "      --landing exports/online-retail                       an own shop"
    })
public final class AirflowUpCommand implements Callable<Integer> {
  private static final int FIRST_PORT = 1024;
  private static final int LAST_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port of the server (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--background", description = "Return as soon as it is up.")
  private boolean isInBackground;

  @Option(
      names = "--install",
      paramLabel = "DIR",
      description = "Folder for installations (default: segmentlake in the user's cache folder).")
  private Path cache;

  @Mixin private AirflowOptions airflow;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    if (port < FIRST_PORT || port > LAST_PORT) {
      throw new UsageException(
          "Cannot use port "
              + port
              + ". It is a number from "
              + FIRST_PORT
              + " to "
              + LAST_PORT
              + ".");
    }
    Settings shop = options.settings(Instant.now());
    // What is wrong with the configuration is said here, and not by a DAG that does not appear.
    Shop.load(shop.configuration(), shop.shop());
    AirflowSchedule.load(shop.configuration());
    LocalSettings settings = new LocalSettings(airflow.home(), checkout(), port, shop);
    Path installations = cache != null ? cache : InstalledOnce.defaultCache(System.getenv());
    Installation installation =
        new Installation(checkout(), installations.toAbsolutePath().normalize());
    LocalAirflow local = new LocalAirflow(settings, installation);
    installation.make(settings.logs(), System.out);
    Thread atTheEnd = new Thread(local::stop, "stop Airflow");
    Runtime.getRuntime().addShutdownHook(atTheEnd);
    new DagFolder(settings.dags()).place(checkout());
    tell(local.start(System.out), local.viewer(), shop);
    if (isInBackground) {
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
      return ExitCode.DONE;
    }
    System.out.println("Ctrl-C ends it.");
    local.join();
    System.out.println("Airflow has ended.");
    return ExitCode.DONE;
  }

  private static void tell(Login login, Login viewer, Settings shop) {
    System.out.printf(
        "Airflow is up: %s%n  login  %s / %s (who may only look: %s / %s)%n  shop   %s in %s%n  next   segmentlake airflow register%n",
        login.address(),
        login.user(),
        login.password(),
        viewer.user(),
        viewer.password(),
        shop.shop(),
        shop.lakehouse());
  }

  static Path checkout() {
    return Path.of(System.getProperty("segmentlake.home", ".")).toAbsolutePath().normalize();
  }
}
