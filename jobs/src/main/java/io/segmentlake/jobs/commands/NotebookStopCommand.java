package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.installation.LocalServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code notebook stop}: Jupyter ends. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "End the Jupyter of 'notebook', and what runs in its notebooks.",
    footerHeading = "%nExamples:%n",
    footer = "  segmentlake notebook stop")
public final class NotebookStopCommand implements Callable<Integer> {
  @Mixin private NotebookOptions jupyter;

  @Override
  public Integer call() {
    boolean wasUp = LocalServer.stop(jupyter.home());
    System.out.println(wasUp ? "Jupyter has ended." : "No Jupyter runs in " + jupyter.home() + ".");
    return ExitCode.DONE;
  }
}
