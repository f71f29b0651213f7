package io.segmentlake.jobs.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sources}: what is asked about the mappings of raw files. */
@Command(
    name = "sources",
    mixinStandardHelpOptions = true,
    description = "Check source mappings, and count what became of every record.",
    subcommands = {
      SourcesCheckCommand.class,
      SourcesReconcileCommand.class,
      CommandLine.HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {"  segmentlake sources check            the mappings of the generated shop"})
public final class SourcesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
