package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.airflow.LocalAirflow;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code airflow down}: the local Airflow ends. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "End the local Airflow, and the tasks that it runs.",
    footerHeading = "%nExamples:%n",
    footer = "  segmentlake airflow down")
public final class AirflowDownCommand implements Callable<Integer> {
  @Mixin private AirflowOptions airflow;

  @Override
  public Integer call() {
    boolean wasUp = LocalAirflow.stop(airflow.home());
    System.out.println(wasUp ? "Airflow has ended." : "No Airflow runs in " + airflow.home() + ".");
    return ExitCode.DONE;
  }
}
