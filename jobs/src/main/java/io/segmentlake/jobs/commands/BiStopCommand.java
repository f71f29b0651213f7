package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.bi.BiServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bi stop}: the server ends. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "End the server of 'bi serve', and what its users are running.",
    footerHeading = "%nExamples:%n",
    footer = "  segmentlake bi stop")
public final class BiStopCommand implements Callable<Integer> {
  @Mixin private BiOptions bi;

  @Override
  public Integer call() {
    boolean wasUp = BiServer.stop(bi.home());
    System.out.println(wasUp ? "The server has ended." : "No server runs in " + bi.home() + ".");
    return ExitCode.DONE;
  }
}
