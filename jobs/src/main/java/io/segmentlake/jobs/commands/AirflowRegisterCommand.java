package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.airflow.Airflow;
import io.segmentlake.jobs.airflow.Airflow.Dag;
import io.segmentlake.jobs.airflow.AirflowSchedule;
import io.segmentlake.jobs.airflow.DagFolder;
import io.segmentlake.jobs.airflow.Registration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code airflow register}: the DAG file in place, read without an error, and unpaused. */
@Command(
    name = "register",
    mixinStandardHelpOptions = true,
    description = {
      "Put the DAG file and the plan of the jobs into Airflow's DAG folder, wait until Airflow has"
          + " read them, and let it run them.",
      "From then on it runs each schedule when conf/schedules says so."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake airflow register",
      "  SEGMENTLAKE_AIRFLOW_PASSWORD=… segmentlake airflow register \\",
      "      --address https://airflow.my-shop.example --user lake --dags /mnt/airflow/dags"
    })
public final class AirflowRegisterCommand implements Callable<Integer> {
  @Option(
      names = "--dags",
      paramLabel = "DIR",
      description = "Airflow's DAG folder (default: that of the local one).")
  private Path dags;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "330",
      description =
          "So long Airflow may take to look at its folder (default: ${DEFAULT-VALUE}, for it looks"
              + " every five minutes).")
  private int seconds;

  @Mixin private AirflowOptions airflow;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    List<AirflowSchedule> schedules = AirflowSchedule.load(options.configuration());
    Airflow server = airflow.connect();
    server.version();
    Path folder = dags != null ? dags : airflow.home().resolve("dags");
    Instant before = Instant.now();
    boolean isChanged = new DagFolder(folder).place(LocalServerOptions.checkout());
    Registration registration = new Registration(server, Duration.ofSeconds(seconds));
    for (AirflowSchedule schedule : schedules) {
      Dag dag =
          registration.register(
              airflow.runs(server, schedule, options),
              schedule.name(),
              isChanged ? before : Instant.EPOCH);
      System.out.printf(
          "%s: %s%s%n",
          dag.id(), schedule.text(), dag.nextRun().map(at -> ", next at " + at).orElse(""));
    }
    return ExitCode.DONE;
  }
}
