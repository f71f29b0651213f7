package io.segmentlake.jobs.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code models}: which models there are, how good they are, and which of them speaks. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Show models, and decide which version speaks.",
    subcommands = {
      ModelsListCommand.class,
      ModelsCardCommand.class,
      ModelsCompareCommand.class,
      ModelsPromoteCommand.class,
      CommandLine.HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake models list              versions, their stages, and why",
      "  segmentlake models card clv          what it is for, how good it was, beside its baselines",
      "  segmentlake models compare clv 1 2   two versions side by side",
      "  segmentlake models promote clv 2     version 2 speaks from now on"
    })
public final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
