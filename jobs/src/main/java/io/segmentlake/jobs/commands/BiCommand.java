package io.segmentlake.jobs.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bi}: the lakehouse for BI tools. */
@Command(
    name = "bi",
    mixinStandardHelpOptions = true,
    description = "Let BI tools read the lakehouse by JDBC, ODBC or Python, with a login.",
    subcommands = {
      BiServeCommand.class,
      BiStopCommand.class,
      BiSupersetCommand.class,
      CommandLine.HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake bi serve --background    prints the address and a login",
      "  segmentlake bi stop                  the server ends",
      "  segmentlake bi superset              a dashboard in the browser"
    })
public final class BiCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
