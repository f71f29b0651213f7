package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.Schedule;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.airflow.Airflow;
import io.segmentlake.jobs.airflow.AirflowSchedule;
import io.segmentlake.jobs.airflow.DateRuns;
import io.segmentlake.jobs.airflow.HttpAirflow;
import io.segmentlake.jobs.airflow.Login;
import io.segmentlake.models.shops.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Airflow is meant. */
final class AirflowOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "airflow",
      description = "Folder of the local Airflow (default: ./${DEFAULT-VALUE}).")
  private Path home;

  @Option(
      names = "--address",
      paramLabel = "URL",
      description =
          "Another Airflow; its password in SEGMENTLAKE_AIRFLOW_PASSWORD (default: the local one).")
  private String address;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      defaultValue = "admin",
      description = "Who logs in (default: ${DEFAULT-VALUE}).")
  private String user;

  Path home() {
    return home.toAbsolutePath().normalize();
  }

  /** A client; it has not asked anything yet. */
  Airflow connect() {
    return new HttpAirflow(Login.find(Optional.ofNullable(address), user, System.getenv(), home()));
  }

  /** The runs of a schedule, in the zone of the shop. */
  DateRuns runs(Airflow airflow, AirflowSchedule schedule, RunOptions options) {
    Shop shop = Shop.load(options.configuration(), options.shop());
    return new DateRuns(airflow, schedule, shop.name(), shop.zone());
  }

  /**
   * The schedule's file.
   *
   * @throws UsageException where it has none
   */
  static AirflowSchedule schedule(Schedule jobs, RunOptions options) {
    List<AirflowSchedule> schedules = AirflowSchedule.load(options.configuration());
    return schedules.stream()
        .filter(s -> s.jobs() == jobs)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Cannot find when the jobs run: conf/schedules has no file for them. It has "
                        + String.join(", ", schedules.stream().map(AirflowSchedule::name).toList())
                        + "."));
  }
}
