package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.segments.SegmentList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code segments list}: what segments there are, how large, and where they are going. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Show all segments at the latest date evaluated: size, share, revenue, trend.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake segments list",
      "  segmentlake segments list --shop online-retail --as-of 2011-12-09"
    })
public final class SegmentsListCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      SegmentList list = SegmentList.of(context.lakehouse(), context.asOf());
      System.out.print(
          list.isEmpty()
              ? "No segment has been evaluated by "
                  + context.asOf()
                  + ". Run: segmentlake run daily --as-of "
                  + context.asOf()
                  + "\n"
              : list.toString());
      return ExitCode.DONE;
    }
  }
}
