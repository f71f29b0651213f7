package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.airflow.AirflowSchedule;
import io.segmentlake.jobs.airflow.DagFolder;
import io.segmentlake.jobs.airflow.Installation;
import io.segmentlake.jobs.airflow.LocalAirflow;
import io.segmentlake.jobs.airflow.LocalSettings;
import io.segmentlake.jobs.airflow.Login;
import io.segmentlake.jobs.installation.Port;
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
  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port of the server (default: ${DEFAULT-VALUE}).")
  private int port;

  @Mixin private LocalServerOptions local;

  @Mixin private AirflowOptions airflow;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    Port.check(port);
    Settings shop = options.settings(Instant.now());
    // What is wrong with the configuration is said here, and not by a DAG that does not appear.
    Shop.load(shop.configuration(), shop.shop());
    AirflowSchedule.load(shop.configuration());
    Path checkout = LocalServerOptions.checkout();
    LocalSettings settings = new LocalSettings(airflow.home(), checkout, port, shop);
    Installation installation = new Installation(checkout, local.cache());
    LocalAirflow server = new LocalAirflow(settings, installation);
    installation.make(settings.logs(), System.out);
    new DagFolder(settings.dags()).place(checkout);
    return local.run(
        () -> tell(server.start(System.out), server.viewer(), shop),
        server::join,
        server::stop,
        "Airflow");
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
}
