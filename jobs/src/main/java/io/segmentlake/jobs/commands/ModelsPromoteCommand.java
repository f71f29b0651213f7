package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.models.Promotion;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code models promote}: a version becomes the champion, the one before it retires. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description =
        "Let a version of a model speak from a date on; the one that spoke before retires.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake models promote clv 2",
      "  segmentlake models promote clv 1 --as-of 2011-12-09    back to an earlier one"
    })
public final class ModelsPromoteCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "Name of the model.")
  private String model;

  @Parameters(index = "1", paramLabel = "VERSION", description = "Version to speak.")
  private int version;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      System.out.println(new Promotion(context).of(model, version));
      return ExitCode.DONE;
    }
  }
}
