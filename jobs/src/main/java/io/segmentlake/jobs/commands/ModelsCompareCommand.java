package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.models.ModelComparison;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code models compare}: two versions side by side, and on the same customers where possible. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Show how good two versions of a model are, side by side.",
      "Where both were there before outcomes that are known by now, they are held against each"
          + " other on the same customers: only that tells which one is better."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake models compare clv 1 2      the second beside the first",
      "  segmentlake models compare churn 3 5    in all horizons of both"
    })
public final class ModelsCompareCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "Name of the model, as 'models list' shows it.")
  private String model;

  @Parameters(index = "1", paramLabel = "V1", description = "A version.")
  private int first;

  @Parameters(index = "2", paramLabel = "V2", description = "Another one.")
  private int second;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      System.out.print(ModelComparison.of(context.lakehouse(), model, first, second));
      return ExitCode.DONE;
    }
  }
}
