package io.segmentlake.jobs.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code segments}: what is asked about definitions and their members. */
@Command(
    name = "segments",
    mixinStandardHelpOptions = true,
    description = "Check segment definitions, and show segments.",
    subcommands = {
      SegmentsCheckCommand.class,
      SegmentsListCommand.class,
      SegmentsShowCommand.class,
      SegmentsDiffCommand.class,
      SegmentsReproduceCommand.class,
      CommandLine.HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake segments check           all mistakes of conf/segments at once",
      "  segmentlake segments list            size, share, revenue and trend of each",
      "  segmentlake segments show vip        all that is known of one",
      "  segmentlake segments diff vip.yaml   who would enter and leave with a draft",
      "  segmentlake segments reproduce       the last date again: the same members?"
    })
public final class SegmentsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
