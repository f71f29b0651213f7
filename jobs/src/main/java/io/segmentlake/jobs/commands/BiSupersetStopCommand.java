package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.bi.BiServer;
import io.segmentlake.jobs.superset.LocalSuperset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bi superset stop}: Superset ends. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "End the Superset of 'bi superset', and the Thrift Server if that started it.",
    footerHeading = "%nExamples:%n",
    footer = "  segmentlake bi superset stop")
public final class BiSupersetStopCommand implements Callable<Integer> {
  @Mixin private SupersetOptions superset;

  @Override
  public Integer call() {
    boolean wasUp = LocalSuperset.stop(superset.home());
    BiServer.stop(superset.serverHome());
    System.out.println(
        wasUp ? "Superset has ended." : "No Superset runs in " + superset.home() + ".");
    return ExitCode.DONE;
  }
}
