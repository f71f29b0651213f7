package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.models.ModelList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code models list}: each version of each model, the stage it is in, and why. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Show each version of each model, the stage it is in, and why.",
    footerHeading = "%nExamples:%n",
    footer = {"  segmentlake models list", "  segmentlake models list --shop online-retail"})
public final class ModelsListCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      System.out.print(ModelList.of(context.lakehouse()));
      return ExitCode.DONE;
    }
  }
}
