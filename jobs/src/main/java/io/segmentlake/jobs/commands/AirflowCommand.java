package io.segmentlake.jobs.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code airflow}: the schedules of {@code conf/schedules} in Airflow. */
@Command(
    name = "airflow",
    mixinStandardHelpOptions = true,
    description = "Run the jobs by Airflow, a local one or your own, as conf/schedules says.",
    subcommands = {
      AirflowUpCommand.class,
      AirflowDownCommand.class,
      AirflowRegisterCommand.class,
      AirflowTriggerCommand.class,
      AirflowWatchCommand.class,
      AirflowBackfillCommand.class,
      AirflowStatusCommand.class,
      CommandLine.HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake airflow up --background                    a local Airflow",
      "  segmentlake airflow register                           it knows the schedules",
      "  segmentlake airflow trigger daily --as-of 2026-06-30   a day, now",
      "  segmentlake airflow watch daily --as-of 2026-06-30     what its tasks do",
      "  segmentlake airflow down                               the local Airflow ends"
    })
public final class AirflowCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
